import { relayClientEvent } from "./client-event";
import type { Connection } from "./connection";
import { type ClientFrame, readFrame } from "./frames";
import type { Hub } from "./hub";
import { Refused } from "./refused";
import { signIn } from "./signin";
import { subscribe, unsubscribe } from "./subscribe";

type Handler = (hub: Hub, connection: Connection, frame: ClientFrame) => void;

/** What a client may say; anything else is an event of its own for others. */
const handlers = new Map<string, Handler>([
	["pusher:ping", (_, connection) => connection.tell("pusher:pong", {})],
	["pusher:pong", () => {}],
	["pusher:subscribe", subscribe],
	["pusher:unsubscribe", unsubscribe],
	["pusher:signin", signIn],
]);

export function receive(hub: Hub, connection: Connection, text: string): void {
	try {
		const frame = readFrame(text);
		if (!frame) throw new Refused("A message is a JSON object with an event");
		const handle = handlers.get(frame.event) ?? relayClientEvent;
		handle(hub, connection, frame);
	} catch (error) {
		fail(hub, connection, error);
	}
}

function fail(hub: Hub, connection: Connection, error: unknown): void {
	// A mistake of ours with one message must not end everybody's connection.
	if (!(error instanceof Refused)) {
		hub.app.report("message failed", { reason: String(error) });
		return;
	}
	const { message, code } = error;
	connection.tell("pusher:error", { message, code });
	if (code !== undefined && code < 4300) hub.close(connection, code, message);
}
