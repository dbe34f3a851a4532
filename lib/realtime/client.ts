import type Pusher from "pusher-js";
import type { Channel, PresenceChannel } from "pusher-js";
import type { RealtimeConfig } from "./config";
import { announce, connectionState, forgetConnection } from "./connection-state";
import { type RealtimeEventName, type RealtimeEvents, readEvent } from "./events";

type Listener = (event: string, data: unknown) => void;

const typingEvent = "client-typing";
/** Milliseconds until what was refused, or failed for another reason than a refusal, is tried again. */
const retry = { channel: 3_000, refused: 5_000, first: 2_000, last: 20_000 };
let pusher: Pusher | null = null;
/** Kept apart from the connection: a screen may listen before there is one, and after it is another. */
const listeners = new Map<string, Set<Listener>>();
/** Channels that the server does not let us hear: nothing to wait for. */
const refused = new Set<string>();
const bound = new WeakSet<Channel>();

/** Connects, once: a call while connected does nothing. Loads pusher-js, which is therefore no part of the first page. Returns how to disconnect. */
export function connectRealtime(config: RealtimeConfig, authEndpoint = "/api/realtime/auth"): () => void {
	let wanted = true;
	const start = () =>
		import("pusher-js").then(
			({ default: Sdk }) => {
				if (wanted && !pusher) watch(new Sdk(config.key, toOptions(config, authEndpoint)));
			},
			() => void setTimeout(() => wanted && start(), retry.channel),
		);
	void start();
	return () => {
		wanted = false;
		const old = pusher;
		pusher = null;
		old?.disconnect();
		refused.clear();
		forgetConnection();
	};
}

/** Calls `handler` with every valid `event` on `channel`. Returns how to stop. */
export function subscribe<Name extends RealtimeEventName>(channel: string, event: Name, handler: (payload: RealtimeEvents[Name]) => void): () => void {
	return listen(channel, (name, data) => {
		if (name !== event) return;
		const payload = readEvent(event, data);
		if (payload) handler(payload);
	});
}

export interface ChannelMember {
	id: number;
	name: string;
	/** The person who looks at this screen. */
	self: boolean;
}

/** Calls `handler` with everybody in a presence channel, whenever somebody comes or goes. Being here is what makes others see us. Returns how to leave. */
export function watchMembers(channel: string, handler: (members: ChannelMember[]) => void): () => void {
	const changes = ["pusher:subscription_succeeded", "pusher:member_added", "pusher:member_removed"];
	const tell = () => handler(readMembers(channel));
	const stop = listen(channel, (event) => changes.includes(event) && tell());
	if (pusher?.channel(channel)?.subscribed) tell();
	return stop;
}

/** Tells the others in a presence channel that this person is typing. Nothing is said while there is no connection. */
export function sayTyping(channel: string): void {
	const joined = pusher?.channel(channel);
	if (joined?.subscribed) joined.trigger(typingEvent, {});
}

/** Calls `handler` with the id of whoever says so; the server names them, not they themselves. Returns how to stop. */
export function onTyping(channel: string, handler: (userId: number) => void): () => void {
	return listen(channel, (event, data) => event === typingEvent && handler(Number(data)));
}

function readMembers(channel: string): ChannelMember[] {
	const members: ChannelMember[] = [];
	const present = (pusher?.channel(channel) as PresenceChannel | undefined)?.members;
	present?.each(({ id, info }: { id: string; info?: { name?: string } }) => {
		members.push({ id: Number(id), name: info?.name ?? "", self: id === present.myID });
	});
	return members;
}

function toOptions(config: RealtimeConfig, endpoint: string): ConstructorParameters<typeof Pusher>[1] {
	const auth = { endpoint, transport: "ajax" as const };
	// A connection that died in silence (a laptop that slept) is noticed in these times.
	const common = { channelAuthorization: auth, userAuthentication: auth, activityTimeout: 30_000, pongTimeout: 8_000 };
	if ("cluster" in config) return { ...common, cluster: config.cluster };
	const wsHost = config.host ?? location.hostname;
	return { ...common, cluster: "own", wsHost, wsPort: config.port, wssPort: config.port, forceTLS: config.tls, enabledTransports: ["ws"] };
}

function watch(connecting: Pusher): void {
	pusher = connecting;
	for (const channel of listeners.keys()) attach(channel);
	// So that a user who may no longer be here can be sent away.
	connecting.signin();
	connecting.connection.bind("connected", settle);
	const retrying = retryEarlier(connecting);
	connecting.connection.bind("state_change", ({ current }: { current: string }) => {
		if (pusher !== connecting) return;
		retrying(current);
		if (current === "connected") return;
		// Who is signed out stays so, whatever the connection does.
		if (connectionState() !== "signedOut" && (current !== "connecting" || connectionState() === "online")) announce("offline");
		refused.clear();
	});
}

/**
 * pusher-js waits 15 seconds after a refused connection, then 30, then 60: far too long for a server that restarts in one. Sent away for good
 * (4000–4099), it never comes back: but signed in again we may.
 */
function retryEarlier(connecting: Pusher): (state: string) => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let delay = retry.first;
	return (state) => {
		clearTimeout(timer);
		if (state === "connected") delay = retry.first;
		else {
			const wait = state === "disconnected" ? retry.refused : delay * (1 + Math.random() / 2);
			timer = setTimeout(() => {
				if (pusher !== connecting) return;
				delay = Math.min(delay * 2, retry.last);
				connecting.disconnect();
				connecting.connect();
			}, wait);
		}
	};
}

function listen(channel: string, listener: Listener): () => void {
	const those = listeners.get(channel) ?? new Set();
	listeners.set(channel, those.add(listener));
	attach(channel);
	return () => {
		if (!those.delete(listener) || those.size > 0) return;
		listeners.delete(channel);
		refused.delete(channel);
		pusher?.unsubscribe(channel);
	};
}

function attach(name: string): void {
	const channel = pusher?.subscribe(name);
	if (!channel || bound.has(channel)) return;
	bound.add(channel);
	channel.bind(typingEvent, (_: unknown, from?: { user_id?: string }) => {
		for (const listener of [...(listeners.get(name) ?? [])]) listener(typingEvent, from?.user_id);
	});
	channel.bind_global((event: string, data: unknown) => {
		if (event === typingEvent) return;
		if (event === "pusher:subscription_succeeded") settle();
		if (event === "pusher:subscription_error") failed(name, data as { status?: number });
		for (const listener of [...(listeners.get(name) ?? [])]) listener(event, data);
	});
}

/** Being connected is not enough: only when every channel is heard again is there nothing more to miss. */
function settle(): void {
	const heard = (name: string) => pusher?.channel(name)?.subscribed || refused.has(name);
	if (pusher?.connection.state === "connected" && [...listeners.keys()].every(heard)) announce("online");
}

/** A refusal is final; anything else (the session ended, the application restarts) is tried again, and pusher-js would not. */
function failed(name: string, { status = 0 }: { status?: number }): void {
	if (status >= 400 && status < 500 && status !== 401) {
		refused.add(name);
		settle();
	} else {
		announce(status === 401 ? "signedOut" : "offline");
		const current = pusher;
		setTimeout(() => pusher === current && listeners.has(name) && attach(name), retry.channel);
	}
}
