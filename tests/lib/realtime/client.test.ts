import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChannelMember, connectRealtime, subscribe, watchMembers } from "@/lib/realtime/client";
import { connectionState, onConnection } from "@/lib/realtime/connection-state";
import { conversationChannel, staffChannel } from "@/lib/realtime/events";
import { startRealtime } from "@/lib/realtime/server/start";
import { until } from "@/tests/support/poll";
import { app, type Server, startServer } from "@/tests/support/realtime";

let server: Server;
let doors: HttpServer;
let status = 200;
const ends: (() => void)[] = [];

/** Stands where the application's door for pusher-js is, and signs for user 1. */
beforeEach(async () => {
	server = await startServer();
	status = 200;
	doors = createServer(async (request, response) => {
		let body = "";
		for await (const chunk of request) body += chunk;
		const form = new URLSearchParams(body);
		const socketId = form.get("socket_id") ?? "";
		const channel = form.get("channel_name");
		const member = channel?.startsWith("presence-") ? { user_id: "1", user_info: { name: "Ana" } } : undefined;
		const signed = channel ? server.publisher.authorizeChannel(socketId, channel, member) : server.publisher.authenticateUser(socketId, { id: "1" });
		response.writeHead(status).end(JSON.stringify(status === 200 ? signed : {}));
	}).listen(0, "127.0.0.1");
	await until(() => doors.listening);
});
afterEach(async () => {
	for (const end of ends.splice(0)) end();
	doors.close();
	await server.stop();
});

function connect(): void {
	const door = `http://127.0.0.1:${(doors.address() as AddressInfo).port}`;
	ends.push(connectRealtime({ key: app.key, host: "127.0.0.1", port: server.port, tls: false }, door));
}
function changes(): string[] {
	const seen: string[] = [];
	ends.push(onConnection((change) => seen.push(change)));
	return seen;
}
function hear(channel = staffChannel): number[] {
	const seen: number[] = [];
	ends.push(subscribe(channel, "customer.changed", ({ customerId }) => seen.push(customerId)));
	return seen;
}

describe("subscribing", () => {
	it("may come before the connection, and ends with its last listener", async () => {
		const seen = hear();
		const stop = subscribe(staffChannel, "conversation.changed", () => seen.push(-1));
		connect();
		await until(() => connectionState() === "online");
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 1 });
		await until(() => seen.length === 1);
		stop();
		stop();
		await server.publisher.trigger(staffChannel, "conversation.changed", { conversationId: 1 });
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 2 });
		await until(() => seen.length === 2);
		expect(seen).toEqual([1, 2]);
		ends.shift()?.();
		await until(async () => {
			const { occupied } = await (await server.publisher.get({ path: `/channels/${staffChannel}` })).json();
			return occupied === false;
		});
	});

	it("hears nothing that is not what the event says", async () => {
		const seen = hear();
		connect();
		await until(() => connectionState() === "online");
		for (const data of ["text", null, {}, { customerId: "1" }, { customerId: 1.5 }, [1]])
			await server.publisher.trigger(staffChannel, "customer.changed", data);
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 2 });
		await until(() => seen.length > 0);
		expect(seen).toEqual([2]);
	});

	it("survives leaving and coming back to a channel at once, and is heard once", async () => {
		connect();
		await until(() => connectionState() === "online");
		for (let n = 0; n < 3; n++) subscribe(staffChannel, "customer.changed", () => {})();
		const seen = hear();
		await until(async () => {
			const { subscription_count } = await (await server.publisher.get({ path: `/channels/${staffChannel}`, params: { info: "subscription_count" } })).json();
			return subscription_count === 1;
		});
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 1 });
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 2 });
		await until(() => seen.includes(2));
		expect(seen).toEqual([1, 2]);
	});

	it("belongs to the next connection too", async () => {
		const seen = hear();
		connect();
		await until(() => connectionState() === "online");
		ends.pop()?.();
		expect(connectionState()).toBe("connecting");
		connect();
		await until(() => connectionState() === "online");
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 1 });
		await until(() => seen.length > 0);
	});
});

describe("the state of the connection", () => {
	it("is online at first, then offline, then reconnected once every channel is heard again", async () => {
		const seen = changes();
		const events = hear();
		connect();
		await until(() => seen.length === 1);
		await server.close();
		await until(() => seen.length === 2);
		const next = await startRealtime({ ...app, port: server.port });
		ends.push(() => void next.close());
		// Events published from the very moment on are heard.
		await until(() => seen.length === 3, { timeout: 10_000 });
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 1 });
		await until(() => events.length > 0);
		expect(seen).toEqual(["online", "offline", "reconnected"]);
	});

	it("is offline while the application cannot sign, and tries again", async () => {
		const seen = changes();
		status = 503;
		const events = hear();
		connect();
		await until(() => seen.length > 0);
		expect(seen).toEqual(["offline"]);
		status = 200;
		await until(() => seen.length === 2, { timeout: 10_000 });
		expect(seen).toEqual(["offline", "reconnected"]);
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 1 });
		await until(() => events.length > 0);
	});

	it("is signed out when the session was ended, and back once there is another", async () => {
		const seen = changes();
		const events = hear();
		connect();
		await until(() => seen.length === 1);
		status = 401;
		await server.publisher.terminateUserConnections("1");
		await until(() => seen.includes("signedOut"), { timeout: 20_000 });
		await new Promise((resolve) => setTimeout(resolve, 4_000));
		expect(seen).toEqual(["online", "offline", "signedOut"]);
		status = 200;
		await until(() => seen.length === 4, { timeout: 20_000 });
		expect(seen.at(-1)).toBe("reconnected");
		await server.publisher.trigger(staffChannel, "customer.changed", { customerId: 1 });
		await until(() => events.length > 0);
	});

	it("does not wait for a channel that is refused", async () => {
		status = 403;
		const seen = changes();
		hear();
		connect();
		await until(() => seen.length > 0);
		expect(seen).toEqual(["online"]);
	});
});

describe("members", () => {
	it("are told whenever somebody comes or goes, with oneself marked", async () => {
		const channel = conversationChannel(1);
		const seen: ChannelMember[][] = [];
		ends.push(watchMembers(channel, (members) => seen.push(members)));
		connect();
		const ana = { id: 1, name: "Ana", self: true };
		await until(() => seen.length === 1);
		const bea = await server.raw();
		await bea.subscribe(channel, server.publisher, { user_id: "2", user_info: { name: "Bea" } });
		await until(() => seen.length === 2);
		bea.socket.close();
		await until(() => seen.length === 3);
		expect(seen).toEqual([[ana], [ana, { id: 2, name: "Bea", self: false }], [ana]]);

		const late: ChannelMember[][] = [];
		ends.push(watchMembers(channel, (members) => late.push(members)));
		expect(late).toEqual([[ana]]);
	});
});

it("lets the application end the connection of a user who is signed in", async () => {
	const seen = changes();
	hear();
	connect();
	await until(() => seen.length === 1);
	await until(async () => {
		await server.publisher.terminateUserConnections("1");
		return seen.length === 2;
	});
	expect(seen).toEqual(["online", "offline"]);
});
