import { Channel, type Member } from "./channel";
import type { Code } from "./codes";
import type { Connection } from "./connection";
import { type ServerEvent, toFrame } from "./frames";
import { LastEvents } from "./last-events";
import { isCached, isPresence } from "./names";
import type { App } from "./options";

/** Everything that is connected, and the only place that changes it. */
export class Hub {
	readonly connections = new Map<string, Connection>();
	readonly channels = new Map<string, Channel>();
	readonly lastEvents: LastEvents;

	constructor(readonly app: App) {
		this.lastEvents = new LastEvents(app.limits.cache);
	}

	/** Sends a published event to a channel, but not to the socket `except`. */
	publish(event: ServerEvent & { channel: string }, except?: string): void {
		const frame = toFrame(event);
		if (isCached(event.channel)) this.lastEvents.set(event.channel, frame, event.data ?? "");
		this.channels.get(event.channel)?.send(frame, except);
	}

	/** Does nothing but answer for who is in already. */
	join(name: string, connection: Connection, member: Member | null): void {
		const channel = this.channels.get(name) ?? new Channel(name);
		const known = connection.channels.has(name);
		this.channels.set(name, channel);
		const arrived = !known && channel.add(connection, member);
		connection.tell("pusher_internal:subscription_succeeded", member ? channel.presence() : {}, name);
		if (arrived && member) channel.tell("pusher_internal:member_added", member, connection.id);
		if (!known) this.tellCount(channel);
	}

	leave(channel: Channel, connection: Connection): void {
		const gone = channel.remove(connection);
		if (channel.subscriptionCount === 0) this.channels.delete(channel.name);
		if (gone) channel.tell("pusher_internal:member_removed", { user_id: gone.user_id });
		this.tellCount(channel);
	}

	/** Closes a connection and forgets it at once: nobody waits for a dead peer to answer the close before its user leaves. */
	close(connection: Connection, code: Code, reason: string): void {
		connection.close(code, reason);
		this.drop(connection);
	}

	/** Forgets a connection that is closed or about to be. */
	drop(connection: Connection): void {
		if (!this.connections.delete(connection.id)) return;
		for (const channel of [...connection.channels.values()]) this.leave(channel, connection);
	}

	private tellCount(channel: Channel): void {
		if (!this.app.subscriptionCounts || isPresence(channel.name)) return;
		channel.tell("pusher_internal:subscription_count", { subscription_count: channel.subscriptionCount });
	}
}
