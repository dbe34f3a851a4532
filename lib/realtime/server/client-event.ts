import { codes } from "./codes";
import type { Connection } from "./connection";
import { type ClientFrame, toFrame } from "./frames";
import type { Hub } from "./hub";
import { allowsClientEvents, isClientEvent } from "./names";
import { Refused } from "./refused";

/** A `client-…` event goes to everybody else in the channel. */
export function relayClientEvent({ app }: Hub, connection: Connection, frame: ClientFrame): void {
	if (!connection.clientEvents.take()) throw refused(`At most ${app.limits.clientEventsPerSecond} client events in a second`);
	if (!isClientEvent(frame.event)) throw refused("Client events are named client-…, with at most 200 characters");
	const channel = connection.channels.get(frame.channel ?? "");
	if (!channel || !allowsClientEvents(channel.name)) {
		throw refused("Client events need a private or presence channel that is subscribed to");
	}
	const data = typeof frame.data === "string" ? frame.data : JSON.stringify(frame.data ?? null);
	if (Buffer.byteLength(data) > app.limits.eventData) throw refused(`The data of an event has at most ${app.limits.eventData} bytes`);
	const user_id = channel.memberOf(connection)?.user_id;
	channel.send(toFrame({ event: frame.event, channel: channel.name, data, user_id }), connection.id);
}

const refused = (message: string) => new Refused(message, codes.clientEventRefused);
