import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { startRealtime } from "@/lib/realtime/server/start";
import { until } from "@/tests/support/poll";
import { app, collect, connected, type Server, startServer, subscribed } from "@/tests/support/realtime";

let server: Server;
afterEach(() => server.stop());

describe("the handshake", () => {
	it("gives a socket id and how long silence is fine", async () => {
		server = await startServer();
		const client = await server.raw();
		expect(client.id).toMatch(/^\d+\.\d+$/);
		expect(await client.data("pusher:connection_established")).toEqual({ socket_id: client.id, activity_timeout: 120 });
	});

	it("is what pusher-js expects", async () => {
		server = await startServer();
		const client = await connected(server.connect());
		expect(client.connection.socket_id).toMatch(/^\d+\.\d+$/);
	});

	it.each([
		["an unknown key", "/app/other?protocol=7", 4001],
		["another path", "/elsewhere?protocol=7", 4005],
		["no path at all", "//[?protocol=7", 4005],
		["a version that is none", `/app/${app.key}?protocol=7&version=new`, 4006],
		["another protocol", `/app/${app.key}?protocol=4`, 4007],
		["no protocol", `/app/${app.key}`, 4008],
	])("refuses %s with its code", async (_, path, code) => {
		server = await startServer();
		const client = await server.raw(path);
		expect((await client.isClosed()).code).toBe(code);
		expect(client.frames).toEqual([]);
	});

	it("makes pusher-js give up when the key is unknown", async () => {
		server = await startServer();
		await server.close();
		const other = await startRealtime({ ...app, key: "other", port: server.port });
		const client = server.connect();
		const errors = collect<{ error: { data: { code: number } } }>(client.connection, "error");
		await until(() => client.connection.state === "disconnected");
		expect(errors[0]?.error.data.code).toBe(4001);
		await other.close();
	});

	it("lets in only pages of the given origins, and who is no page", async () => {
		server = await startServer({ origins: ["https://desk.example"] });
		expect((await server.raw(undefined, { origin: "https://desk.example" })).id).toBeDefined();
		expect((await server.raw()).id).toBeDefined();
		expect((await (await server.raw(undefined, { origin: "https://evil.example" })).isClosed()).code).toBe(4009);
	});

	it("is over capacity past its limit, and takes the next when one leaves", async () => {
		server = await startServer({ limits: { connections: 1 } });
		const first = await server.raw();
		expect((await (await server.raw()).isClosed()).code).toBe(4100);
		first.socket.close();
		await until(async () => (await server.raw()).id);
	});
});

describe("silence", () => {
	it("is answered: a ping with a pong", async () => {
		server = await startServer();
		const client = await server.raw();
		client.send("pusher:ping", {});
		expect(await client.data("pusher:pong")).toEqual({});
	});

	it("makes the server ask, and close with 4201 without an answer", async () => {
		server = await startServer({ limits: { activityTimeout: 60, pongTimeout: 60 } });
		const client = await server.raw();
		await client.data("pusher:ping");
		expect(client.closed).toBeNull();
		expect(await client.isClosed()).toMatchObject({ code: 4201 });
	});

	it("is no reason to close while pings are answered", async () => {
		server = await startServer({ limits: { activityTimeout: 40, pongTimeout: 80 } });
		const client = await connected(server.connect());
		let pings = 0;
		const states = collect(client.connection, "state_change");
		client.connection.bind("message", ({ event }: { event: string }) => {
			if (event === "pusher:ping" || event === "pusher:pong") pings += 1;
		});
		await until(() => pings >= 6);
		expect(client.connection.state).toBe("connected");
		expect(states).toEqual([]);
	});

	it("of a dead peer takes its user out of presence channels", async () => {
		server = await startServer({ limits: { activityTimeout: 400, pongTimeout: 400 } });
		const dead = await server.raw();
		await dead.subscribe("presence-room", server.publisher, { user_id: "dead" });
		const watcher = server.connect("alive");
		const room = await subscribed(watcher.subscribe("presence-room"));
		const gone = collect<{ id: string }>(room, "pusher:member_removed");
		dead.socket.pause();
		await until(() => gone.length > 0);
		expect(gone[0]?.id).toBe("dead");
	});
});

describe("what no client should send", () => {
	it("gets an error, and the connection stays", async () => {
		server = await startServer();
		const client = await server.raw();
		for (const text of ["", "{", "[]", "null", "1", '{"event":1}', '{"event":""}']) client.socket.send(text);
		client.socket.send(Buffer.from([1, 2, 3]));
		client.send("pusher:subscribe");
		client.send("pusher:subscribe", "not json");
		client.send("pusher:unsubscribe", { channel: "never" });
		client.send("__proto__", {});
		await client.settled();
		expect(client.frames.filter(({ event }) => event === "pusher:error")).toHaveLength(11);
		expect(client.closed).toBeNull();
	});

	it("ends only its own connection when it is larger than a frame may be", async () => {
		server = await startServer({ limits: { frame: 1_000 } });
		const other = await server.raw();
		const client = await server.raw();
		client.socket.send("x".repeat(1_001));
		expect((await client.isClosed()).code).toBe(1009);
		await other.settled();
	});
});

describe("a slow client", () => {
	it("is dropped instead of filling the memory", async () => {
		server = await startServer({ limits: { backlog: 20_000 } });
		const slow = await server.raw();
		await slow.subscribe("news");
		const quick = await server.raw();
		await quick.subscribe("news");
		slow.socket.pause();
		// The system's own buffers take the first megabytes.
		await until(
			async () => {
				await Promise.all(Array.from({ length: 20 }, () => server.publisher.trigger("news", "line", "x".repeat(10_000))));
				const { subscription_count } = await (await server.publisher.get({ path: "/channels/news", params: { info: "subscription_count" } })).json();
				return subscription_count === 1;
			},
			{ timeout: 15_000 },
		);
		await quick.settled();
	});
});

describe("closing", () => {
	it("sends clients away with 4200, which pusher-js takes for a call to come back at once", async () => {
		server = await startServer();
		const raw = await server.raw();
		const client = await connected(server.connect());
		const states = collect<{ current: string }>(client.connection, "state_change");
		await server.close();
		expect((await raw.isClosed()).code).toBe(4200);
		await until(() => states.length > 0);
		expect(states[0]?.current).toBe("connecting");
	});

	it.each([
		["a client", `/app/${app.key}?protocol=7`],
		["a refused one", "/elsewhere"],
	])("does not wait for %s that never answers the close", async (_, path) => {
		server = await startServer();
		const socket = connect(server.port, "127.0.0.1");
		const headers = ["host: a", "upgrade: websocket", "connection: upgrade", "sec-websocket-version: 13", "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=="];
		socket.write([`GET ${path} HTTP/1.1`, ...headers, "", ""].join("\r\n"));
		await once(socket, "data");
		const started = performance.now();
		await server.close();
		expect(performance.now() - started).toBeLessThan(2_000);
		socket.destroy();
	});
});

it("says that the port is taken", async () => {
	server = await startServer();
	await expect(startRealtime({ ...app, port: server.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
