import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "@/tests/support/poll";
import { collect, type Server, startServer, subscribed } from "@/tests/support/realtime";

let server: Server;
beforeEach(async () => {
	server = await startServer();
});
afterEach(() => server.stop());

describe("a client event", () => {
	it("reaches the others and not who sent it", async () => {
		const [sender, other] = [server.connect(), server.connect()];
		const channel = await subscribed(sender.subscribe("private-desk"));
		const echo = collect(channel, "client-typing");
		const seen = collect(await subscribed(other.subscribe("private-desk")), "client-typing");
		channel.trigger("client-typing", { on: true });
		await until(() => seen.length > 0);
		// Our own next subscription is answered after the event was dealt with.
		await subscribed(sender.subscribe("fence"));
		expect(seen).toEqual([{ on: true }]);
		expect(echo).toEqual([]);
	});

	it("says on a presence channel who sent it, and nobody can say it for another", async () => {
		const sender = await server.raw();
		const other = await server.raw();
		await sender.subscribe("presence-room", server.publisher, { user_id: "1" });
		await other.subscribe("presence-room", server.publisher, { user_id: "2" });
		sender.socket.send(JSON.stringify({ event: "client-typing", channel: "presence-room", data: "{}", user_id: "3" }));
		await other.data("client-typing");
		expect(other.frames.at(-1)).toEqual({ event: "client-typing", channel: "presence-room", data: "{}", user_id: "1" });
	});

	it("is not remembered by a cache channel", async () => {
		const [sender, other] = [await server.raw(), await server.raw()];
		await sender.subscribe("private-cache-desk", server.publisher);
		sender.send("client-typing", {}, "private-cache-desk");
		await sender.settled();
		await other.subscribe("private-cache-desk", server.publisher);
		await other.data("pusher:cache_miss");
	});

	it.each([
		["a channel that is not subscribed", "client-a", "private-elsewhere", {}],
		["no channel", "client-a", undefined, {}],
		["a public channel", "client-a", "news", {}],
		["an encrypted channel", "client-a", "private-encrypted-safe", {}],
		["a name without client-", "typing", "private-desk", {}],
		["a name of the protocol", "pusher_internal:member_added", "private-desk", {}],
		["a name that is too long", `client-${"a".repeat(194)}`, "private-desk", {}],
		["data that is too large", "client-a", "private-desk", "x".repeat(10_241)],
	])("is refused on %s, and the connection stays", async (_, event, channel, data) => {
		const [sender, other] = [await server.raw(), await server.raw()];
		for (const client of [sender, other]) {
			await client.subscribe("news");
			await client.subscribe("private-desk", server.publisher);
			await client.subscribe("private-encrypted-safe", server.publisher);
		}
		await other.subscribe("private-elsewhere", server.publisher);
		sender.send(event, data, channel);
		expect(await sender.data("pusher:error")).toEqual({ message: expect.any(String), code: 4301 });
		await other.settled();
		expect(other.frames.some((frame) => frame.event === event)).toBe(false);
		expect(sender.closed).toBeNull();
	});

	it("is let through ten times in a second, and again later", async () => {
		const [sender, other] = [await server.raw(), await server.raw()];
		await sender.subscribe("private-desk", server.publisher);
		await other.subscribe("private-desk", server.publisher);
		for (let n = 0; n < 15; n++) sender.send("client-a", { n }, "private-desk");
		await sender.settled();
		const errors = sender.frames.filter(({ event }) => event === "pusher:error");
		expect(errors.length).toBeGreaterThanOrEqual(4);
		expect(JSON.parse(errors[0]?.data ?? "")).toMatchObject({ code: 4301 });
		await until(() => other.frames.filter(({ event }) => event === "client-a").length === 15 - errors.length);

		await until(() => {
			sender.send("client-later", {}, "private-desk");
			return other.frames.some(({ event }) => event === "client-later");
		});
	});
});
