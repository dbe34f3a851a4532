import "server-only";
import Pusher from "pusher";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { RealtimeConfig } from "./config";
import { conversationChannel, type RealtimeEventName, type RealtimeEvents, readEvent, staffChannel, userChannel } from "./events";
import { gathering } from "./gather";
import { isChannelName, isSocketId } from "./server/names";

/** Milliseconds: whoever publishes waits for it. */
const timeout = 2_000;
/** Until what nobody took in is told again: a screen that stayed connected meanwhile (the server was busy, not away) would never ask by itself. */
const again = [1_000, 5_000, 20_000];
/** Of such events at once; of more, screens would rather ask for everything. */
const mostWaiting = 1_000;
let sdk: Pusher | undefined;

function pusher(): Pusher {
	const { PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_CLUSTER: cluster, PUSHER_HOST: host, PUSHER_PORT: port, PUSHER_TLS } = env();
	sdk ??= new Pusher(
		cluster ? { appId, key, secret, timeout, cluster, useTLS: true } : { appId, key, secret, timeout, host, port: String(port), useTLS: PUSHER_TLS },
	);
	return sdk;
}

/** One event that is wrong would take the others of its request with it: publish() lets none in. */
const send = gathering((events: Pusher.BatchEvent[]) => pusher().triggerBatch(events));

/**
 * Tells everybody who listens to `channel` (by default the whole staff) that something changed, but not the socket `except`. Call it after the
 * commit. Never throws: what happened has happened, it is told again a little later, and screens ask again when they reconnect.
 */
export async function publish<Name extends RealtimeEventName>(
	name: Name,
	payload: RealtimeEvents[Name],
	{ channel = staffChannel, except }: { channel?: string; except?: string } = {},
): Promise<void> {
	try {
		const fields = readEvent(name, payload);
		if (!fields) throw new Error(`${name} is published with ids only`);
		if (!isChannelName(channel) || (except !== undefined && !isSocketId(except))) throw new Error("no such channel or socket");
		await tell({ channel, name, data: fields, ...(except !== undefined && { socket_id: except }) });
	} catch (error) {
		log().warn({ event: name, ...reasonOf(error) }, "realtime event not published");
	}
}

let waiting = 0;

async function tell(event: Pusher.BatchEvent, [next, ...later] = again): Promise<void> {
	try {
		await send(event);
	} catch (error) {
		log().warn({ event: event.name, ...reasonOf(error) }, next ? "realtime event not published yet" : "realtime event not published");
		if (!next || waiting >= mostWaiting) return;
		waiting++;
		setTimeout(() => {
			waiting--;
			void tell(event, later);
		}, next).unref();
	}
}

/** Ends the connections of a session (see authenticateSocket): to be let in again they must still be allowed. Never throws. */
export async function disconnectSession(handle: string): Promise<void> {
	try {
		await pusher().terminateUserConnections(handle);
	} catch (error) {
		log().warn(reasonOf(error), "realtime connections not ended");
	}
}

interface Listener {
	id: number;
	name: string;
}

/** Signs what a signed-in person may hear: the staff's channel, their own, and who is in a conversation. Null for anything else. */
export function authorizeChannel(socketId: string, channel: string, user: Listener): string | null {
	if (!isSocketId(socketId)) return null;
	if (channel === staffChannel || channel === userChannel(user.id)) return JSON.stringify(pusher().authorizeChannel(socketId, channel));
	// Every member of the staff sees every conversation.
	if (!/^presence-conversation-[1-9]\d{0,15}$/.test(channel)) return null;
	return JSON.stringify(pusher().authorizeChannel(socketId, channel, { user_id: String(user.id), user_info: { name: user.name } }));
}

/** Ties a socket to the session it was opened in, so that `disconnectSession` finds it. Null for what is not a socket id. */
export function authenticateSocket(socketId: string, handle: string): string | null {
	return isSocketId(socketId) ? JSON.stringify(pusher().authenticateUser(socketId, { id: handle })) : null;
}

/** Who has a conversation open before their eyes. Never throws: of whom nothing is known, nobody looks. */
export async function viewersOf(conversationId: number): Promise<number[]> {
	try {
		const response = await pusher().get({ path: `/channels/${conversationChannel(conversationId)}/users` });
		const { users } = (await response.json()) as { users: { id: string }[] };
		return users.map(({ id }) => Number(id));
	} catch (error) {
		log().warn({ conversationId, ...reasonOf(error) }, "not known who looks at a conversation");
		return [];
	}
}

/** Whether events can be published now: reachable, and our credentials are taken. */
export async function realtimeHealth(): Promise<boolean> {
	try {
		await pusher().get({ path: "/channels", params: { filter_by_prefix: staffChannel } });
		return true;
	} catch {
		return false;
	}
}

/** What the browser connects with. Nothing in it is secret. */
export function realtimeConfig(): RealtimeConfig {
	const { PUSHER_KEY: key, PUSHER_CLUSTER: cluster, PUSHER_PORT, PUSHER_PUBLIC_HOST, PUSHER_PUBLIC_PORT, PUSHER_TLS, APP_URL } = env();
	if (cluster) return { key, cluster };
	return { key, host: PUSHER_PUBLIC_HOST ?? null, port: PUSHER_PUBLIC_PORT ?? PUSHER_PORT, tls: PUSHER_TLS || APP_URL.startsWith("https:") };
}

/** The SDK's errors carry the signed address: only what is no secret goes to the log. */
function reasonOf(error: unknown): { status?: number; reason: string } {
	if (error instanceof Pusher.RequestError) return { status: error.status, reason: error.error instanceof Error ? error.error.name : error.message };
	return { reason: error instanceof Error ? error.name : "unknown" };
}
