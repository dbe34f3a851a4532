import type { PresenceChannel } from "pusher-js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "@/tests/support/poll";
import { app, collect, connected, type Server, startServer, subscribed } from "@/tests/support/realtime";

let server: Server;
beforeEach(async () => {
	server = await startServer();
});
afterEach(() => server.stop());

const refused = (status: number) => expect.objectContaining({ status, error: expect.any(String) });

describe("a public channel", () => {
	it("is heard until it is left", async () => {
		const client = server.connect();
		const channel = await subscribed(client.subscribe("news"));
		const seen = collect(channel, "line");
		await server.publisher.trigger("news", "line", { n: 1, text: "ñ € 👍" });
		await until(() => seen.length === 1);
		expect(seen).toEqual([{ n: 1, text: "ñ € 👍" }]);

		client.unsubscribe("news");
		const fence = collect(await subscribed(client.subscribe("fence")), "fence");
		await server.publisher.trigger("news", "line", { n: 2 });
		await server.publisher.trigger("fence", "fence", {});
		await until(() => fence.length === 1);
		expect(seen).toHaveLength(1);
	});

	it("carries text that is no JSON as it is", async () => {
		const channel = await subscribed(server.connect().subscribe("news"));
		const seen = collect(channel, "line");
		await server.publisher.trigger("news", "line", "just text");
		await until(() => seen.length === 1);
		expect(seen).toEqual(["just text"]);
	});

	it("may be subscribed twice, and is heard once", async () => {
		const client = await server.raw();
		await client.subscribe("news");
		await client.subscribe("news");
		await server.publisher.trigger("news", "line", {});
		await client.settled();
		expect(client.frames.filter(({ event }) => event === "line")).toHaveLength(1);
		expect(client.frames.filter(({ event }) => event === "pusher_internal:subscription_succeeded")).toHaveLength(2);
	});

	it.each(["", "with space", "a".repeat(165), "ñ", "#server-to-user-", "#other", "a:b"])("cannot be called %j", async (channel) => {
		const client = await server.raw();
		client.send("pusher:subscribe", { channel });
		expect(await client.data("pusher:subscription_error")).toEqual(refused(400));
		await client.settled();
		expect(client.frames.some(({ event }) => event === "pusher_internal:subscription_succeeded")).toBe(false);
	});

	it("is limited in number for one connection", async () => {
		await server.stop();
		server = await startServer({ limits: { channelsPerConnection: 1 } });
		const client = await server.raw();
		await client.subscribe("one");
		client.send("pusher:subscribe", { channel: "two" });
		expect(await client.data("pusher:subscription_error")).toEqual(refused(403));
		client.send("pusher:subscribe", { channel: "one" });
		await client.settled();
		expect(client.frames.filter(({ event }) => event === "pusher:subscription_error")).toHaveLength(1);
		client.send("pusher:unsubscribe", { channel: "one" });
		await client.subscribe("two");
	});

	it("tells how many listen, where that is switched on", async () => {
		await server.stop();
		server = await startServer({ subscriptionCounts: true });
		const channel = await subscribed(server.connect().subscribe("news"));
		const counts = collect<{ subscription_count: number }>(channel, "pusher:subscription_count");
		const other = await server.raw();
		await other.subscribe("news");
		other.socket.close();
		await until(() => counts.at(-1)?.subscription_count === 1 && counts.some(({ subscription_count }) => subscription_count === 2));
	});
});

describe("a private channel", () => {
	it("is heard by who is signed for, in pusher-js", async () => {
		const channel = await subscribed(server.connect().subscribe("private-staff"));
		const seen = collect(channel, "line");
		await server.publisher.trigger("private-staff", "line", { n: 1 });
		await until(() => seen.length === 1);
	});

	it("may be signed with data", async () => {
		const client = await server.raw();
		expect(await client.subscribe("private-staff", server.publisher, { user_id: "1" })).toEqual({});
	});

	it.each([
		["no signature", () => ({})],
		["an empty one", () => ({ auth: "" })],
		["a made-up one", () => ({ auth: `${app.key}:${"0".repeat(64)}` })],
		["one of another key", (good: string) => ({ auth: good.replace(app.key, "other") })],
		["more than one", (good: string) => ({ auth: `${good}:more` })],
		["data that is not signed", (good: string) => ({ auth: good, channel_data: "{}" })],
		["capital letters", (good: string) => ({ auth: good.replace(/:.*/, (hex) => hex.toUpperCase()) })],
	])("refuses %s", async (_, change) => {
		const client = await server.raw();
		const { auth } = server.publisher.authorizeChannel(client.id!, "private-staff");
		client.send("pusher:subscribe", { channel: "private-staff", ...change(auth) });
		expect(await client.data("pusher:subscription_error", "private-staff")).toEqual({ type: "AuthError", error: expect.any(String), status: 401 });
		await server.publisher.trigger("private-staff", "line", {});
		await client.settled();
		expect(client.frames.some(({ event }) => event === "line")).toBe(false);
	});

	it("refuses what was signed for another socket or another channel", async () => {
		const client = await server.raw();
		const other = await server.raw();
		client.send("pusher:subscribe", { channel: "private-a", ...server.publisher.authorizeChannel(other.id!, "private-a") });
		await client.data("pusher:subscription_error", "private-a");
		client.send("pusher:subscribe", { channel: "private-b", ...server.publisher.authorizeChannel(client.id!, "private-c") });
		await client.data("pusher:subscription_error", "private-b");
	});

	it("tells pusher-js about the refusal", async () => {
		const client = server.connect(undefined, { channelAuthorization: { customHandler: (_, done) => done(null, { auth: `${app.key}:forged` }) } });
		const errors = collect(client.subscribe("private-staff"), "pusher:subscription_error");
		await until(() => errors.length > 0);
		expect(errors).toEqual([refused(401)]);
	});

	it("that is encrypted carries what only its listeners can read", async () => {
		const client = await server.raw();
		await client.subscribe("private-encrypted-safe", server.publisher);
		await server.publisher.trigger("private-encrypted-safe", "line", { secret: "rosebud" });
		const sealed = await client.data("line", "private-encrypted-safe");
		expect(sealed).toEqual({ nonce: expect.any(String), ciphertext: expect.any(String) });
		expect(JSON.stringify(client.frames)).not.toContain("rosebud");
	});
});

describe("a presence channel", () => {
	const room = "presence-room";

	it("knows a user once, however many windows they have", async () => {
		const ana = server.connect("1");
		const seenByAna = await subscribed(ana.subscribe(room) as PresenceChannel);
		expect(seenByAna.members.me).toEqual({ id: "1", info: { name: "Name of 1" } });
		const added = collect<{ id: string }>(seenByAna, "pusher:member_added");
		const removed = collect<{ id: string }>(seenByAna, "pusher:member_removed");

		const first = server.connect("2");
		const second = server.connect("2");
		const seenByFirst = await subscribed(first.subscribe(room) as PresenceChannel);
		await subscribed(second.subscribe(room) as PresenceChannel);
		expect(seenByFirst.members.count).toBe(2);
		expect(seenByFirst.members.get("1")).toEqual({ id: "1", info: { name: "Name of 1" } });
		await until(() => added.length > 0);

		first.unsubscribe(room);
		await subscribed(first.subscribe("fence"));
		expect(removed).toEqual([]);
		second.disconnect();
		await until(() => removed.length > 0);
		expect(added).toEqual([{ id: "2", info: { name: "Name of 2" } }]);
		expect(removed).toEqual([{ id: "2", info: { name: "Name of 2" } }]);
		expect(seenByAna.members.count).toBe(1);
	});

	it("does not tell a newcomer of themselves", async () => {
		const client = await server.raw();
		const { presence } = await client.subscribe(room, server.publisher, { user_id: "1", user_info: { name: "Ana" } });
		expect(presence).toEqual({ ids: ["1"], hash: { 1: { name: "Ana" } }, count: 1 });
		await client.settled();
		expect(client.frames.some(({ event }) => event === "pusher_internal:member_added")).toBe(false);
	});

	it("takes numbers for ids, and names that are traps in JavaScript", async () => {
		const client = await server.raw();
		const other = await server.raw();
		await client.subscribe(room, server.publisher, { user_id: "__proto__", user_info: { name: "p" } });
		const { presence } = await other.subscribe(room, server.publisher, { user_id: 7 as unknown as string });
		expect((presence as { ids: string[] }).ids).toEqual(["__proto__", "7"]);
		expect(JSON.stringify(presence)).toContain('"__proto__":{"name":"p"}');
	});

	it.each([
		["no data", undefined],
		["no user_id", { user_info: {} }],
		["an empty user_id", { user_id: "" }],
		["a user_id that is too long", { user_id: "x".repeat(129) }],
	])("refuses %s", async (_, member) => {
		const client = await server.raw();
		client.send("pusher:subscribe", { channel: room, ...server.publisher.authorizeChannel(client.id!, room, member as { user_id: string }) });
		expect(await client.data("pusher:subscription_error")).toEqual(refused(401));
	});

	it("refuses a member who says too much, and members past its limit", async () => {
		await server.stop();
		server = await startServer({ limits: { membersPerChannel: 1 } });
		const client = await server.raw();
		const large = { user_id: "1", user_info: { text: "x".repeat(1_024) } };
		client.send("pusher:subscribe", { channel: room, ...server.publisher.authorizeChannel(client.id!, room, large) });
		expect(await client.data("pusher:subscription_error")).toEqual(refused(403));
		await client.subscribe(room, server.publisher, { user_id: "1" });
		const sameUser = await server.raw();
		await sameUser.subscribe(room, server.publisher, { user_id: "1" });
		const other = await server.raw();
		other.send("pusher:subscribe", { channel: room, ...server.publisher.authorizeChannel(other.id!, room, { user_id: "2" }) });
		expect(await other.data("pusher:subscription_error")).toEqual(refused(403));
	});
});

describe("a cache channel", () => {
	it("replays the last published event, or says that there is none", async () => {
		const early = await subscribed(server.connect().subscribe("cache-weather"));
		const seen = collect(early, "now");
		const first = await server.raw();
		await first.subscribe("cache-weather");
		await first.data("pusher:cache_miss", "cache-weather");

		await server.publisher.trigger("cache-weather", "now", { n: 1 });
		await server.publisher.trigger("cache-weather", "now", { n: 2 });
		await until(() => seen.length === 2);
		const client = await connected(server.connect());
		const late = client.subscribe("cache-weather");
		const replayed = collect(late, "now");
		const missed = collect(late, "pusher:cache_miss");
		await until(() => replayed.length > 0);
		expect(replayed).toEqual([{ n: 2 }]);
		expect(missed).toEqual([]);
	});

	it("needs a signature when it is private, and forgets in time", async () => {
		await server.stop();
		server = await startServer({ limits: { cache: 50 } });
		await server.publisher.trigger("private-cache-weather", "now", {});
		await until(async () => {
			const client = await server.raw();
			await client.subscribe("private-cache-weather", server.publisher);
			await client.settled();
			return client.frames.some(({ event }) => event === "pusher:cache_miss");
		});
		const forged = await server.raw();
		forged.send("pusher:subscribe", { channel: "private-cache-weather" });
		expect(await forged.data("pusher:subscription_error")).toEqual(refused(401));
	});
});
