import { z } from "zod";
import type { Member } from "./channel";
import type { Connection } from "./connection";
import { type ClientFrame, readData, readJson } from "./frames";
import type { Hub } from "./hub";
import { channelUser, isAuthorizedOnly, isCached, isChannelName, isPresence } from "./names";
import { Refused } from "./refused";
import { isAuthorized } from "./signature";

const request = z.object({ channel: z.string(), auth: z.string().optional(), channel_data: z.string().nullish() });
const presenceData = z.object({
	user_id: z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(128)),
	user_info: z.unknown().optional(),
});

type Request = z.infer<typeof request>;
type SubscriptionError = { type: "AuthError" | "InvalidChannel" | "LimitReached"; error: string; status: number };

/** `pusher:subscribe`. Asking twice is answered twice and changes nothing. */
export function subscribe(hub: Hub, connection: Connection, frame: ClientFrame): void {
	const asked = request.safeParse(readData(frame.data)).data;
	if (!asked) throw new Refused("A subscription needs the name of a channel");
	const { channel: name } = asked;
	const member = isPresence(name) ? readMember(connection, asked.channel_data) : null;
	const error = refuse(hub, connection, asked, member);
	if (error) {
		connection.tell("pusher:subscription_error", error, name.slice(0, 200));
		return;
	}
	hub.join(name, connection, member);
	if (isCached(name)) replay(hub, connection, name);
}

/** `pusher:unsubscribe`, which has no answer. */
export function unsubscribe(hub: Hub, connection: Connection, frame: ClientFrame): void {
	const channel = connection.channels.get(request.safeParse(readData(frame.data)).data?.channel ?? "");
	if (channel) hub.leave(channel, connection);
}

function refuse({ app, channels }: Hub, connection: Connection, asked: Request, member: Member | null): SubscriptionError | null {
	const { channel: name, auth = "", channel_data } = asked;
	if (!isChannelName(name)) return { type: "InvalidChannel", error: "The name of the channel is not valid", status: 400 };
	const owner = channelUser(name);
	if (owner !== null && owner !== connection.user?.id) return authError("The channel belongs to another user");
	if (isAuthorizedOnly(name) && connection.late && !connection.user) return authError("The connection is not signed in");
	// Whatever is passed is part of what was signed, on private channels too.
	const signed = [connection.id, name, ...(channel_data == null ? [] : [channel_data])];
	if (isAuthorizedOnly(name) && !isAuthorized(app, signed, auth)) return authError("The signature is not valid");
	if (isPresence(name) && !member) return authError("A presence channel needs a user_id");
	if (connection.channels.has(name)) return null;
	if (connection.channels.size >= app.limits.channelsPerConnection) return limitReached("Too many channels on one connection");
	if (!member) return null;
	if (Buffer.byteLength(JSON.stringify(member.user_info)) > app.limits.userInfo) return limitReached("user_info is too large");
	const channel = channels.get(name);
	const full = channel && channel.userCount >= app.limits.membersPerChannel && !channel.hasUser(member.user_id);
	return full ? limitReached("Too many members in one channel") : null;
}

const authError = (error: string): SubscriptionError => ({ type: "AuthError", error, status: 401 });
const limitReached = (error: string): SubscriptionError => ({ type: "LimitReached", error, status: 403 });

/** Who joins: as the application signed it, or else the user whom the connection signed in. */
function readMember(connection: Connection, channelData: string | null | undefined): Member | null {
	if (channelData == null) return connection.user && { user_id: connection.user.id, user_info: connection.user.info ?? {} };
	const given = presenceData.safeParse(readJson(channelData)).data;
	return given ? { user_id: given.user_id, user_info: given.user_info ?? {} } : null;
}

function replay(hub: Hub, connection: Connection, name: string): void {
	const last = hub.lastEvents.get(name);
	if (last) connection.send(last.frame);
	else connection.tell("pusher:cache_miss", {}, name);
}
