import { createHash, createHmac } from "node:crypto";
import { connect } from "node:net";
import Publisher from "pusher";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "@/tests/support/poll";
import { app, type Server, startServer } from "@/tests/support/realtime";

let server: Server;
beforeEach(async () => {
	server = await startServer();
});
afterEach(() => server.stop());

const json = async (response: Promise<{ json(): Promise<unknown> }>) => (await response).json();
const refusedWith = (status: number) => expect.objectContaining({ name: "PusherRequestError", status });

/** A request signed by hand, for what the SDK would never send. */
function signed(method: string, path: string, { body = "", change = {} as Record<string, string>, secret = app.secret } = {}) {
	const params: Record<string, string> = {
		auth_key: app.key,
		auth_timestamp: String(Math.floor(Date.now() / 1_000)),
		auth_version: "1.0",
		...(body && { body_md5: createHash("md5").update(body).digest("hex") }),
		...change,
	};
	const query = Object.keys(params)
		.sort()
		.map((name) => `${name}=${params[name]}`)
		.join("&");
	const signature = createHmac("sha256", secret).update(`${method}\n${path}\n${query}`).digest("hex");
	return fetch(`http://127.0.0.1:${server.port}${path}?${query}&auth_signature=${signature}`, { method, ...(body && { body }) });
}
const post = (body: unknown, path = "/apps/1/events") => signed("POST", path, { body: typeof body === "string" ? body : JSON.stringify(body) });

describe("triggering", () => {
	it("answers {} and reaches every channel but the excluded socket", async () => {
		const [sender, other] = [await server.raw(), await server.raw()];
		for (const client of [sender, other]) {
			await client.subscribe("a");
			await client.subscribe("b");
		}
		expect(await json(server.publisher.trigger(["a", "b", "a"], "line", { n: 1 }, { socket_id: sender.id }))).toEqual({});
		await other.data("line", "b");
		await sender.settled();
		await other.settled();
		expect(other.frames.filter(({ event }) => event === "line")).toEqual(["a", "b"].map((channel) => ({ event: "line", channel, data: '{"n":1}' })));
		expect(sender.frames.some(({ event }) => event === "line")).toBe(false);
	});

	it("takes a batch, each event with its own exclusion", async () => {
		const client = await server.raw();
		await client.subscribe("a");
		await client.subscribe("b");
		const batch = [
			{ channel: "a", name: "one", data: { n: 1 } },
			{ channel: "b", name: "two", data: "text", socket_id: client.id },
			{ channel: "b", name: "three", data: "text" },
		];
		expect(await json(server.publisher.triggerBatch(batch))).toEqual({});
		await until(() => client.frames.some(({ event }) => event === "three"));
		expect(client.frames.slice(-2)).toEqual([
			{ event: "one", channel: "a", data: '{"n":1}' },
			{ event: "three", channel: "b", data: "text" },
		]);
	});

	it("tells about the channels when asked", async () => {
		const client = await server.raw();
		await client.subscribe("presence-room", server.publisher, { user_id: "1" });
		const info = "user_count,subscription_count";
		expect(await json(server.publisher.trigger(["presence-room", "news"], "line", {}, { info }))).toEqual({
			channels: { "presence-room": { user_count: 1, subscription_count: 1 }, news: { subscription_count: 0 } },
		});
		const batch = [
			{ channel: "presence-room", name: "line", data: "", info: "user_count" },
			{ channel: "news", name: "line", data: "" },
		];
		expect(await json(server.publisher.triggerBatch(batch))).toEqual({ batch: [{ user_count: 1 }, {}] });
	});

	it("takes exactly the bytes that are allowed", async () => {
		const client = await server.raw();
		await client.subscribe("news");
		await server.publisher.trigger("news", "full", "ñ".repeat(5_120));
		await until(() => client.frames.some(({ event }) => event === "full"));
		await expect(server.publisher.trigger("news", "over", `${"ñ".repeat(5_120)}x`)).rejects.toEqual(refusedWith(413));
		await expect(server.publisher.triggerBatch([{ channel: "news", name: "over", data: "x".repeat(10_241) }])).rejects.toEqual(refusedWith(413));
	});

	it("takes a full batch of data that has to be escaped, and no larger request", async () => {
		const event = { channel: "news", name: "line", data: '"'.repeat(10_240) };
		expect(await json(server.publisher.triggerBatch(Array.from({ length: 10 }, () => ({ ...event }))))).toEqual({});
		expect((await post("x".repeat(262_145))).status).toBe(413);
	});

	it.each([
		["no JSON", "{"],
		["no object", "[]"],
		["nothing", {}],
		["no name", { channel: "a", data: "" }],
		["a name that is too long", { name: "a".repeat(201), channel: "a", data: "" }],
		["a name of the protocol", { name: "pusher:error", channel: "a", data: "" }],
		["an internal name", { name: "pusher_internal:member_added", channel: "presence-a", data: "{}" }],
		["no data", { name: "a", channel: "a" }],
		["data that is no text", { name: "a", channel: "a", data: { n: 1 } }],
		["no channel", { name: "a", data: "" }],
		["an empty list", { name: "a", data: "", channels: [] }],
		["too many channels", { name: "a", data: "", channels: Array.from({ length: 101 }, (_, n) => `c${n}`) }],
		["an invalid channel", { name: "a", data: "", channels: ["a", "b c"] }],
		["a channel that is too long", { name: "a", data: "", channel: "a".repeat(165) }],
		["an invalid socket id", { name: "a", data: "", channel: "a", socket_id: "1" }],
	])("refuses %s with 400", async (_, body) => {
		const response = await post(body);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({ error: expect.any(String) });
	});

	it("refuses a whole batch for one bad event, and publishes none of it", async () => {
		const client = await server.raw();
		await client.subscribe("a");
		const good = { channel: "a", name: "line", data: "" };
		await expect(server.publisher.triggerBatch([good, { ...good, channel: "b c" }])).rejects.toEqual(refusedWith(400));
		await expect(server.publisher.triggerBatch(Array.from({ length: 11 }, () => ({ ...good })))).rejects.toEqual(refusedWith(400));
		await client.settled();
		expect(client.frames.some(({ event }) => event === "line")).toBe(false);
	});
});

describe("who calls", () => {
	it("is told 401 with another secret or key", async () => {
		const options = { appId: app.appId, host: "127.0.0.1", port: String(server.port) };
		await expect(new Publisher({ ...options, key: app.key, secret: "other" }).trigger("a", "b", {})).rejects.toEqual(refusedWith(401));
		await expect(new Publisher({ ...options, key: "other", secret: app.secret }).get({ path: "/channels" })).rejects.toEqual(refusedWith(401));
	});

	it("may be known by an address", async () => {
		const publisher = Publisher.forURL(`http://${app.key}:${app.secret}@127.0.0.1:${server.port}/apps/${app.appId}`);
		expect(await json(publisher.get({ path: "/channels" }))).toEqual({ channels: {} });
	});

	const seconds = (offset: number) => String(Math.floor(Date.now() / 1_000) + offset);
	it.each([
		["a good request", {}, 200],
		["one of nine minutes ago", { auth_timestamp: seconds(-540) }, 200],
		["one of eleven minutes ago", { auth_timestamp: seconds(-660) }, 401],
		["one of eleven minutes ahead", { auth_timestamp: seconds(660) }, 401],
		["a time that is none", { auth_timestamp: "now" }, 401],
		["another version", { auth_version: "2.0" }, 401],
		["the MD5 of another body", { body_md5: createHash("md5").update("{}").digest("hex") }, 401],
	])("gets for %s %j: %i", async (_, change, status) => {
		expect((await signed("POST", "/apps/1/events", { body: JSON.stringify({ name: "a", channel: "a", data: "" }), change })).status).toBe(status);
	});

	it("gets 401 without any signature, and with one of another method or path", async () => {
		const url = `http://127.0.0.1:${server.port}/apps/1/channels`;
		expect((await fetch(url)).status).toBe(401);
		const good = await signed("GET", "/apps/1/channels");
		expect(good.status).toBe(200);
		expect((await fetch(good.url, { method: "POST" })).status).toBe(401);
		expect((await fetch(good.url.replace("/channels?", "/channels/a?"))).status).toBe(401);
		expect((await fetch(`${good.url}&info=subscription_count`)).status).toBe(401);
	});

	it("gets 401 for a body that was not signed", async () => {
		const good = await signed("GET", "/apps/1/channels");
		expect((await fetch(good.url.replace("/channels", "/events"), { method: "POST", body: "{}" })).status).toBe(401);
	});

	it.each([
		["/apps/2/channels", 404],
		["/elsewhere", 404],
		["/apps/1/elsewhere", 404],
		["/apps/1/events", 405],
	])("gets for GET %s: %i", async (path, status) => {
		expect((await signed("GET", path)).status).toBe(status);
	});

	it("does no harm with an address that cannot be read", async () => {
		const status = await new Promise<string>((resolve) => {
			const socket = connect(server.port, "127.0.0.1", () => socket.write("GET /apps/1/channels?a=%ZZ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"));
			socket.once("data", (data) => resolve(data.toString().split("\r\n")[0] ?? ""));
		});
		expect(status).toContain("400");
		expect((await fetch(`http://127.0.0.1:${server.port}/health`)).status).toBe(200);
	});
});

describe("asking about channels", () => {
	beforeEach(async () => {
		const [ana, bea, second] = [await server.raw(), await server.raw(), await server.raw()];
		await ana.subscribe("news");
		await bea.subscribe("news");
		await ana.subscribe("presence-room", server.publisher, { user_id: "1" });
		await bea.subscribe("presence-room", server.publisher, { user_id: "2" });
		await second.subscribe("presence-room", server.publisher, { user_id: "2" });
	});
	const get = (path: string, params: Record<string, string> = {}) => server.publisher.get({ path, params });

	it("lists those that somebody listens to", async () => {
		expect(await json(get("/channels"))).toEqual({ channels: { news: {}, "presence-room": {} } });
		expect(await json(get("/channels", { filter_by_prefix: "presence-", info: "user_count,subscription_count" }))).toEqual({
			channels: { "presence-room": { user_count: 2, subscription_count: 3 } },
		});
		await expect(get("/channels", { info: "user_count" })).rejects.toEqual(refusedWith(400));
	});

	it("shows one", async () => {
		expect(await json(get("/channels/news"))).toEqual({ occupied: true });
		expect(await json(get("/channels/news", { info: "subscription_count" }))).toEqual({ occupied: true, subscription_count: 2 });
		expect(await json(get("/channels/presence-room", { info: "user_count" }))).toEqual({ occupied: true, user_count: 2 });
		expect(await json(get("/channels/empty"))).toEqual({ occupied: false });
		await expect(get("/channels/news", { info: "user_count" })).rejects.toEqual(refusedWith(400));
	});

	it("shows what a cache channel remembers", async () => {
		await server.publisher.trigger("cache-weather", "now", { n: 1 });
		expect(await json(get("/channels/cache-weather", { info: "cache" }))).toEqual({ occupied: false, cache: { data: '{"n":1}', ttl: 1_800 } });
	});

	it("lists the users of a presence channel, and only of one", async () => {
		expect(await json(get("/channels/presence-room/users"))).toEqual({ users: [{ id: "1" }, { id: "2" }] });
		expect(await json(get("/channels/presence-empty/users"))).toEqual({ users: [] });
		await expect(get("/channels/news/users")).rejects.toEqual(refusedWith(400));
	});

	it("understands values as the SDK signs them: before they are encoded", async () => {
		expect(await json(get("/channels", { filter_by_prefix: "a+b c=d" }))).toEqual({ channels: {} });
	});
});

it("answers a health check to anybody", async () => {
	const response = await fetch(`http://127.0.0.1:${server.port}/health`);
	expect(response.status).toBe(200);
	expect(await response.json()).toEqual({ ok: true });
});
