import "server-only";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { accept } from "./accept";
import { answer } from "./api";
import { codes } from "./codes";
import { Hub } from "./hub";
import { type RealtimeOptions, toApp } from "./options";

/**
 * Starts a server that speaks the Pusher protocol, version 7, for one application: `ws://host:port/app/{key}` for clients, a signed HTTP API
 * under `/apps/{appId}` for publishers, `GET /health`. Rejects when the port is taken. `close()` sends clients away with 4200, "come back at
 * once". https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/
 */
export async function startRealtime(options: RealtimeOptions): Promise<{ port: number; close(): Promise<void> }> {
	const hub = new Hub(toApp(options));
	const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => void answer(hub, request, response));
	const sockets = new WebSocketServer({ noServer: true, maxPayload: hub.app.limits.frame, perMessageDeflate: false });
	server.on("upgrade", (request, socket, head) => {
		sockets.handleUpgrade(request, socket, head, (client) => accept(hub, client, request));
	});
	await listen(server, options.port, options.host ?? "127.0.0.1");
	const { port } = server.address() as AddressInfo;
	return { port, close: () => close(hub, server, sockets) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve();
		});
	});
}

async function close(hub: Hub, server: Server, sockets: WebSocketServer): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	for (const connection of hub.connections.values()) hub.close(connection, codes.reconnect, "Reconnect");
	server.closeIdleConnections();
	const impatience = setTimeout(() => {
		for (const client of sockets.clients) client.terminate();
		server.closeAllConnections();
	}, 500);
	await closed;
	clearTimeout(impatience);
}
