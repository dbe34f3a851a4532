import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import { type Code, codes } from "./codes";
import { Connection } from "./connection";
import { startHeartbeat } from "./heartbeat";
import type { Hub } from "./hub";
import { receive } from "./messages";
import { isAuthorizedOnly } from "./names";
import type { App } from "./options";

/** Takes a client in. Refusals come as close codes, which a browser can read, unlike the status of a failed upgrade. */
export function accept(hub: Hub, socket: WebSocket, request: IncomingMessage): void {
	// A socket without this listener ends the process on the first frame that is too large. The `close` that follows cleans up.
	socket.on("error", (error) => hub.app.report("client failed", { reason: error.message }));
	const refusal = refuse(hub, request);
	if (refusal) socket.close(refusal.code, refusal.reason);
	else serve(hub, socket);
}

function serve(hub: Hub, socket: WebSocket): void {
	const { limits } = hub.app;
	const connection = new Connection(socket, limits);
	hub.connections.set(connection.id, connection);
	const heartbeat = startHeartbeat(
		limits,
		() => connection.tell("pusher:ping", {}),
		() => hub.close(connection, codes.noPong, "No pong received"),
	);
	const patience = setTimeout(() => {
		connection.late = true;
		// One whose request to sign in was lost comes back at once, and asks again.
		if (!connection.user && [...connection.channels.keys()].some(isAuthorizedOnly)) hub.close(connection, codes.reconnect, "Not signed in");
	}, limits.signIn);
	socket.on("message", (data, isBinary) => {
		heartbeat.heard();
		if (!hub.connections.has(connection.id)) return;
		receive(hub, connection, isBinary ? "" : data.toString());
	});
	socket.on("ping", heartbeat.heard);
	socket.on("close", () => {
		clearTimeout(patience);
		heartbeat.stop();
		hub.drop(connection);
	});
	connection.tell("pusher:connection_established", { socket_id: connection.id, activity_timeout: limits.activityTimeout / 1_000 });
}

function refuse({ app, connections }: Hub, request: IncomingMessage): { code: Code; reason: string } | null {
	const [path = "", search = ""] = (request.url ?? "").split("?", 2);
	const key = /^\/app\/([^/]+)$/.exec(path)?.[1];
	const query = new URLSearchParams(search);
	const protocol = query.get("protocol");
	const version = query.get("version");
	if (key === undefined) return { code: codes.unknownPath, reason: "Path not found" };
	if (key !== app.key) return { code: codes.unknownApp, reason: "No application has this key" };
	if (protocol === null) return { code: codes.noProtocol, reason: "No protocol version supplied" };
	if (protocol !== "7") return { code: codes.unsupportedProtocol, reason: "Only protocol 7 is supported" };
	if (version !== null && !/^\d+(\.\d+)*/.test(version)) return { code: codes.invalidVersion, reason: "Invalid version" };
	if (!isAllowedOrigin(app, request.headers.origin)) return { code: codes.unauthorized, reason: "Origin not allowed" };
	if (connections.size >= app.limits.connections) return { code: codes.overCapacity, reason: "Over capacity" };
	return null;
}

/** Only browsers send an origin, and only they can be tricked by another page. */
function isAllowedOrigin({ origins }: App, origin: string | undefined): boolean {
	return origins === null || origin === undefined || origins.includes(origin);
}
