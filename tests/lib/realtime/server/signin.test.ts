import type { PresenceChannel } from "pusher-js";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until } from "@/tests/support/poll";
import { app, collect, connected, type RawClient, type Server, startServer, subscribed } from "@/tests/support/realtime";

let server: Server;
beforeEach(async () => {
	server = await startServer();
});
afterEach(() => server.stop());

async function signIn(client: RawClient, id: string): Promise<void> {
	client.send("pusher:signin", server.publisher.authenticateUser(client.id!, { id }));
	await client.data("pusher:signin_success");
}

it("lets the application speak to one user, in all their windows", async () => {
	const windows = [server.connect("1"), server.connect("1")];
	const other = server.connect("2");
	const seen = windows.map((client) => collect(client.user, "hello"));
	const seenByOther = collect(other.user, "hello");
	for (const client of [...windows, other]) {
		client.signin();
		await until(() => client.user.serverToUserChannel?.subscribed);
	}
	await server.publisher.sendToUser("1", "hello", { n: 1 });
	await until(() => seen.every((each) => each.length === 1));
	await server.publisher.sendToUser("2", "hello", { n: 2 });
	await until(() => seenByOther.length > 0);
	expect(seenByOther).toEqual([{ n: 2 }]);
	expect(seen).toEqual([[{ n: 1 }], [{ n: 1 }]]);
});

it("keeps the channel of a user from everybody else", async () => {
	const stranger = await server.raw();
	stranger.send("pusher:subscribe", { channel: "#server-to-user-1" });
	expect(await stranger.data("pusher:subscription_error")).toMatchObject({ status: 401 });
	const other = await server.raw();
	await signIn(other, "2");
	other.send("pusher:subscribe", { channel: "#server-to-user-1" });
	expect(await other.data("pusher:subscription_error")).toMatchObject({ status: 401 });
	await other.subscribe("#server-to-user-2");
});

it.each([
	["nothing", () => undefined],
	["a forged signature", (good: { user_data: string }) => ({ ...good, auth: `${app.key}:${"0".repeat(64)}` })],
	["another user than was signed", (good: { auth: string }) => ({ ...good, user_data: '{"id":"2"}' })],
])("answers %s with 4009 and closes", async (_, change) => {
	const client = await server.raw();
	client.send("pusher:signin", change(server.publisher.authenticateUser(client.id!, { id: "1" })));
	expect(await client.isClosed()).toMatchObject({ code: 4009 });
	expect(await client.data("pusher:error")).toMatchObject({ code: 4009 });
});

it("refuses a user without an id, and another user on the same connection", async () => {
	const nobody = await server.raw();
	const { createHmac } = await import("node:crypto");
	const user_data = '{"name":"Ana"}';
	const signature = createHmac("sha256", app.secret).update(`${nobody.id}::user::${user_data}`).digest("hex");
	nobody.send("pusher:signin", { auth: `${app.key}:${signature}`, user_data });
	expect((await nobody.isClosed()).code).toBe(4009);

	const client = await server.raw();
	await signIn(client, "1");
	client.send("pusher:signin", server.publisher.authenticateUser(client.id!, { id: "2" }));
	expect((await client.isClosed()).code).toBe(4009);
});

it("cannot be signed in with what was signed for a channel", async () => {
	const client = await server.raw();
	const { auth } = server.publisher.authorizeChannel(client.id!, "private-staff", { user_id: "1" });
	client.send("pusher:signin", { auth, user_data: '{"id":"1"}' });
	expect((await client.isClosed()).code).toBe(4009);
});

it("is enough to be present, without data for the channel", async () => {
	const client = server.connect("1", {
		channelAuthorization: {
			customHandler: ({ socketId, channelName }, done) => done(null, server.publisher.authorizeChannel(socketId, channelName)),
		},
	});
	client.signin();
	const room = await subscribed(client.subscribe("presence-room") as PresenceChannel);
	expect(room.members.me).toEqual({ id: "1", info: {} });
});

it("lets the application end a user's connections, and nobody else's", async () => {
	const [first, second, other] = [await server.raw(), await server.raw(), await server.raw()];
	await signIn(first, "1 / ñ");
	await signIn(second, "1 / ñ");
	await signIn(other, "2");
	const watcher = await subscribed((await connected(server.connect("9"))).subscribe("presence-room"));
	const removed = collect<{ id: string }>(watcher, "pusher:member_removed");
	await first.subscribe("presence-room", server.publisher, { user_id: "1" });
	await server.publisher.terminateUserConnections(encodeURIComponent("1 / ñ"));
	expect((await first.isClosed()).code).toBe(4009);
	expect((await second.isClosed()).code).toBe(4009);
	await until(() => removed.length === 1);
	await other.settled();
	expect(other.closed).toBeNull();
});

it("does not listen for long to what is not for everybody while nobody knows whose it is: its session could end, and it would go on", async () => {
	const strict = await startServer({ limits: { signIn: 3_000 } });
	const [idle, unsigned, signed] = [await strict.raw(), await strict.raw(), await strict.raw()];
	for (const socket of [unsigned, signed]) await socket.subscribe("private-staff", strict.publisher);
	signed.send("pusher:signin", strict.publisher.authenticateUser(signed.id!, { id: "1" }));
	await signed.data("pusher:signin_success");
	await idle.subscribe("public");
	expect(await unsigned.isClosed()).toMatchObject({ code: 4200 });
	idle.send("pusher:subscribe", { channel: "private-staff", auth: strict.publisher.authorizeChannel(idle.id!, "private-staff").auth });
	expect(await idle.data("pusher:subscription_error")).toMatchObject({ status: 401 });
	expect([signed.closed, idle.closed]).toEqual([null, null]);
	await strict.publisher.terminateUserConnections("1");
	expect(await signed.isClosed()).toMatchObject({ code: 4009 });
	await strict.stop();
});
