const channelName = /^[A-Za-z0-9_\-=@,.;]{1,164}$/;
const serverToUser = /^#server-to-user-(.{1,128})$/;
const cached = /^(private-encrypted-|private-|presence-)?cache-/;

/** The user whom a `#server-to-user-…` channel belongs to, or null. */
export const channelUser = (name: string) => serverToUser.exec(name)?.[1] ?? null;
/** `#` is kept for the channels of signed-in users. */
export const isChannelName = (name: string) => channelName.test(name) || channelUser(name) !== null;

export const isPresence = (name: string) => name.startsWith("presence-");
export const isEncrypted = (name: string) => name.startsWith("private-encrypted-");
export const isCached = (name: string) => cached.test(name);
/** Needs a signature of the application to be heard. */
export const isAuthorizedOnly = (name: string) => name.startsWith("private-") || isPresence(name);
/** Clients may speak here themselves: only where they were let in, and never where contents are sealed. */
export const allowsClientEvents = (name: string) => isAuthorizedOnly(name) && !isEncrypted(name);

/** Names of the protocol itself may not be published: a client would take them for ours. */
export const isPublishableEvent = (name: string) => name.length > 0 && name.length <= 200 && !/^pusher(_internal)?:/.test(name);
export const isClientEvent = (name: string) => name.startsWith("client-") && name.length <= 200;

export const isSocketId = (text: string) => /^\d{1,16}\.\d{1,16}$/.test(text);
