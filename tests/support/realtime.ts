import { randomBytes } from "node:crypto";
import Publisher from "pusher";
import Client from "pusher-js";
import { WebSocket } from "ws";
import type { Limits, RealtimeOptions } from "@/lib/realtime/server/options";
import { startRealtime } from "@/lib/realtime/server/start";
import { until } from "./poll";

export const app = { appId: "1", key: "realtime-key", secret: "realtime-secret" };
const encryptionMasterKeyBase64 = randomBytes(32).toString("base64");

export type Server = Awaited<ReturnType<typeof startServer>>;

/** A server of its own on a free port, with everything that speaks to it. `stop()` ends all of it. */
export async function startServer({ limits, ...options }: Partial<Omit<RealtimeOptions, "limits">> & { limits?: Partial<Limits> } = {}) {
	const server = await startRealtime({ port: 0, ...app, ...options, limits });
	const { port } = server;
	const publisher = new Publisher({ ...app, host: "127.0.0.1", port: String(port), encryptionMasterKeyBase64 });
	const clients: Client[] = [];
	const sockets: RawClient[] = [];
	return {
		port,
		publisher,
		/** The vendor's client, signed for by the vendor's server SDK. `user` makes presence channels know who it is. */
		connect(user?: string, options: Partial<ConstructorParameters<typeof Client>[1]> = {}) {
			const client = new Client(app.key, { ...clientOptions(port, publisher, user), ...options });
			clients.push(client);
			return client;
		},
		/** A bare socket, for what the vendor's client would never say. */
		async raw(path?: string, headers?: Record<string, string>) {
			const socket = new RawClient(port, path, headers);
			sockets.push(socket);
			await until(() => socket.closed || socket.id);
			return socket;
		},
		close: () => server.close(),
		async stop() {
			for (const client of clients) client.disconnect();
			for (const socket of sockets) socket.socket.terminate();
			await server.close();
		},
	};
}

function clientOptions(port: number, publisher: Publisher, user: string | undefined): ConstructorParameters<typeof Client>[1] {
	return {
		cluster: "own",
		wsHost: "127.0.0.1",
		wsPort: port,
		forceTLS: false,
		enabledTransports: ["ws"],
		channelAuthorization: {
			customHandler: ({ socketId, channelName }, done) => {
				const member = user !== undefined && channelName.startsWith("presence-") ? { user_id: user, user_info: { name: `Name of ${user}` } } : undefined;
				done(null, publisher.authorizeChannel(socketId, channelName, member));
			},
		},
		userAuthentication: { customHandler: ({ socketId }, done) => done(null, publisher.authenticateUser(socketId, { id: user ?? "nobody" })) },
	};
}

interface Frame {
	event: string;
	channel?: string;
	data?: string;
	user_id?: string;
}

export class RawClient {
	readonly frames: Frame[] = [];
	readonly socket: WebSocket;
	closed: { code: number; reason: string } | null = null;

	constructor(port: number, path = `/app/${app.key}?protocol=7&client=test&version=1.0`, headers: Record<string, string> = {}) {
		this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
		this.socket.on("message", (data) => this.frames.push(JSON.parse(data.toString())));
		this.socket.on("error", () => {});
		this.socket.on("close", (code, reason) => {
			this.closed = { code, reason: reason.toString() };
		});
	}

	get id(): string | undefined {
		const established = this.frames.find(({ event }) => event === "pusher:connection_established");
		return established && JSON.parse(established.data ?? "{}").socket_id;
	}

	send(event: string, data?: unknown, channel?: string): void {
		this.socket.send(JSON.stringify({ event, channel, data }));
	}

	/** The parsed data of the first such event, once it has come. */
	async data<T = Record<string, unknown>>(event: string, channel?: string): Promise<T> {
		const frame = await until(() => this.frames.find((each) => each.event === event && (channel === undefined || each.channel === channel)));
		return JSON.parse(frame.data ?? "null");
	}

	/** Everything sent before this has been dealt with: what has not come by now never will. */
	async settled(): Promise<void> {
		const pongs = () => this.frames.filter(({ event }) => event === "pusher:pong").length;
		const before = pongs();
		this.send("pusher:ping");
		await until(() => pongs() > before);
	}

	async isClosed(): Promise<{ code: number; reason: string }> {
		return await until(() => this.closed);
	}

	async subscribe(channel: string, publisher?: Publisher, member?: { user_id: string; user_info?: Record<string, unknown> }) {
		this.send("pusher:subscribe", { channel, ...publisher?.authorizeChannel(this.id ?? "", channel, member) });
		return await this.data("pusher_internal:subscription_succeeded", channel);
	}
}

/** Resolves when a channel of the vendor's client is subscribed. */
export async function subscribed<T extends { subscribed: boolean }>(channel: T): Promise<T> {
	await until(() => channel.subscribed);
	return channel;
}

export async function connected(client: Client): Promise<Client> {
	await until(() => client.connection.state === "connected");
	return client;
}

/** Collects the data of an event from now on. */
export function collect<T = unknown>(source: { bind(event: string, callback: (data: T) => void): unknown }, event: string): T[] {
	const seen: T[] = [];
	source.bind(event, (data) => seen.push(data));
	return seen;
}
