import { createServer, type Server as TcpServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { log } from "@/lib/log";
import { conversationChannel, staffChannel, userChannel } from "@/lib/realtime/events";
import { authenticateSocket, authorizeChannel, disconnectSession, publish, realtimeConfig, realtimeHealth } from "@/lib/realtime/publish";
import { until } from "@/tests/support/poll";
import { app, collect, connected, type Server, startServer, subscribed } from "@/tests/support/realtime";

const ana = { id: 1, name: "Ana" };
let server: Server;
let port: number;

beforeAll(async () => {
	server = await startServer();
	port = server.port;
	// The environment is read on first use, which is after this.
	Object.assign(process.env, { PUSHER_APP_ID: app.appId, PUSHER_KEY: app.key, PUSHER_SECRET: app.secret, PUSHER_PORT: String(port) });
});
afterAll(() => server.stop());

function signedClient(user = ana) {
	return server.connect(String(user.id), {
		channelAuthorization: {
			customHandler: ({ socketId, channelName }, done) => {
				const signed = authorizeChannel(socketId, channelName, user);
				if (signed) done(null, JSON.parse(signed));
				else done(new Error("refused"), null);
			},
		},
		userAuthentication: { customHandler: ({ socketId }, done) => done(null, JSON.parse(authenticateSocket(socketId, String(user.id)) ?? "null")) },
	});
}

describe("publish", () => {
	it("reaches the staff, and not the window that caused it", async () => {
		const [mine, other] = [signedClient(), signedClient()];
		const seenByMe = collect(await subscribed(mine.subscribe(staffChannel)), "conversation.changed");
		const seen = collect(await subscribed(other.subscribe(staffChannel)), "conversation.changed");
		await publish("conversation.changed", { conversationId: 1 }, { except: mine.connection.socket_id });
		await publish("conversation.changed", { conversationId: 2, messageId: 3 });
		await until(() => seen.length === 2 && seenByMe.length === 1);
		expect(seen).toEqual([{ conversationId: 1 }, { conversationId: 2, messageId: 3 }]);
		expect(seenByMe).toEqual([{ conversationId: 2, messageId: 3 }]);
	});

	it("reaches one user when it is for them", async () => {
		const bea = { id: 2, name: "Bea" };
		const seenByAna = collect(await subscribed(signedClient().subscribe(userChannel(1))), "reads.changed");
		const seenByBea = collect(await subscribed(signedClient(bea).subscribe(userChannel(2))), "reads.changed");
		await publish("reads.changed", { conversationId: null }, { channel: userChannel(1) });
		await publish("reads.changed", { conversationId: 5 }, { channel: userChannel(2) });
		await until(() => seenByAna.length > 0 && seenByBea.length > 0);
		expect(seenByAna).toEqual([{ conversationId: null }]);
		expect(seenByBea).toEqual([{ conversationId: 5 }]);
	});

	it("lets nothing out that is not part of the event", async () => {
		const seen = collect(await subscribed(signedClient().subscribe(staffChannel)), "customer.changed");
		await publish("customer.changed", { customerId: "7" as unknown as number });
		await publish("customer.changed", { customerId: 7, note: "secret" } as { customerId: number });
		await until(() => seen.length > 0);
		expect(seen).toEqual([{ customerId: 7 }]);
	});

	it("does not throw on a channel or socket id that is none", async () => {
		await publish("customer.changed", { customerId: 1 }, { channel: "not a channel" });
		await publish("customer.changed", { customerId: 1 }, { except: "not a socket" });
	});
});

describe("authorizeChannel", () => {
	it.each([
		["the staff's channel", staffChannel],
		["their own", userChannel(1)],
		["who is in a conversation", conversationChannel(12)],
	])("lets a user hear %s", async (_, channel) => {
		await subscribed(signedClient().subscribe(channel));
	});

	it("says who is in a conversation by id and name", () => {
		const { channel_data } = JSON.parse(authorizeChannel("1.2", conversationChannel(12), ana) ?? "{}");
		expect(JSON.parse(channel_data)).toEqual({ user_id: "1", user_info: { name: "Ana" } });
	});

	it.each([
		userChannel(2),
		`${userChannel(1)}0`,
		"private-other",
		"public",
		"",
		"presence-conversation-",
		"presence-conversation-0",
		"presence-conversation-1x",
		"private-encrypted-a",
		"#server-to-user-1",
	])("does not sign %j", (channel) => {
		expect(authorizeChannel("1.2", channel, ana)).toBeNull();
	});

	it.each(["", "1", "1.", ".2", "1.2.3", "1.2:private-user-2", "a.b", "1.2\n", " 1.2"])("signs nothing for the socket id %j", (socketId) => {
		expect(authorizeChannel(socketId, staffChannel, ana)).toBeNull();
		expect(authenticateSocket(socketId, "1")).toBeNull();
	});
});

it("ends the connections of a user, and of nobody else", async () => {
	const bea = await connected(signedClient({ id: 2, name: "Bea" }));
	const client = signedClient();
	for (const each of [client, bea]) {
		each.signin();
		await until(() => each.user.user_data);
	}
	await disconnectSession("1");
	await until(() => client.connection.state === "disconnected");
	await subscribed(bea.subscribe("fence"));
	expect(bea.connection.state).toBe("connected");
});

it("gives the browser what it needs and no secret", () => {
	expect(realtimeConfig()).toEqual({ key: app.key, host: null, port, tls: false });
});

describe("without a server", () => {
	let mute: TcpServer | undefined;
	afterEach(() => mute?.close());

	it("is not healthy, and publishing is over at once", async () => {
		expect(await realtimeHealth()).toBe(true);
		await server.stop();
		expect(await realtimeHealth()).toBe(false);
		const started = performance.now();
		await publish("customer.changed", { customerId: 1 });
		await disconnectSession("1");
		expect(performance.now() - started).toBeLessThan(500);
	});

	it("tells again what nobody took in, once somebody does", async () => {
		await publish("customer.changed", { customerId: 77 });
		server = await startServer({ port });
		const seen = collect(await subscribed(signedClient().subscribe(staffChannel)), "customer.changed");
		await until(() => seen.some((event) => (event as { customerId: number }).customerId === 77), { timeout: 10_000 });
		await server.stop();
	});

	it("waits two seconds at most for one that does not answer, and logs no secret", async () => {
		const lines: unknown[] = [];
		log().warn = ((line: unknown) => lines.push(line)) as never;
		mute = await new Promise<TcpServer>((resolve) => {
			const silent = createServer(() => {}).listen(port, "127.0.0.1", () => resolve(silent));
		});
		const answered = publish("customer.changed", { customerId: 1 }).then(() => "answered");
		expect(await Promise.race([answered, sleep(3_500, "waiting")])).toBe("answered");
		expect(lines).toEqual([{ event: "customer.changed", status: undefined, reason: "AbortError" }]);
	});
});
