import type { Connection } from "./connection";
import { toFrame } from "./frames";

export interface Member {
	user_id: string;
	user_info: unknown;
}

/** Who listens to one name, and on presence channels as whom. */
export class Channel {
	private readonly subscribers = new Map<Connection, Member | null>();
	/** One per user, however many windows they have; as their first window announced them. */
	private readonly members = new Map<string, { member: Member; connections: number }>();

	constructor(readonly name: string) {}

	get subscriptionCount(): number {
		return this.subscribers.size;
	}
	get userCount(): number {
		return this.members.size;
	}
	get userIds(): string[] {
		return [...this.members.keys()];
	}
	memberOf(connection: Connection): Member | null {
		return this.subscribers.get(connection) ?? null;
	}
	hasUser(userId: string): boolean {
		return this.members.has(userId);
	}

	/** Returns whether a user came who was not here yet. */
	add(connection: Connection, member: Member | null): boolean {
		this.subscribers.set(connection, member);
		connection.channels.set(this.name, this);
		if (!member) return false;
		const known = this.members.get(member.user_id);
		if (known) known.connections += 1;
		else this.members.set(member.user_id, { member, connections: 1 });
		return !known;
	}

	/** Returns the member who is gone with this connection, if it was their last. */
	remove(connection: Connection): Member | null {
		const member = this.memberOf(connection);
		this.subscribers.delete(connection);
		connection.channels.delete(this.name);
		const known = member && this.members.get(member.user_id);
		if (!known) return null;
		known.connections -= 1;
		if (known.connections > 0) return null;
		this.members.delete(member.user_id);
		return member;
	}

	/** Sends a frame to everybody but the one with the socket id `except`. */
	send(frame: string, except?: string): void {
		for (const connection of this.subscribers.keys()) if (connection.id !== except) connection.send(frame);
	}

	/** Tells everybody of an event of the protocol itself. */
	tell(event: string, data: object, except?: string): void {
		this.send(toFrame({ event, channel: this.name, data: JSON.stringify(data) }), except);
	}

	/** The data of `subscription_succeeded` on a presence channel. */
	presence(): { presence: { ids: string[]; hash: Record<string, unknown>; count: number } } {
		const hash = Object.fromEntries([...this.members.values()].map(({ member }) => [member.user_id, member.user_info]));
		return { presence: { ids: this.userIds, hash, count: this.userCount } };
	}
}
