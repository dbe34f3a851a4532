import { randomInt } from "node:crypto";
import { WebSocket } from "ws";
import type { Channel } from "./channel";
import type { Code } from "./codes";
import { toFrame } from "./frames";
import type { Limits } from "./options";
import { RateLimit } from "./rate-limit";

export interface SignedInUser {
	id: string;
	info: unknown;
}

/** One client. Its id is what the application signs, and what a publisher may leave out. */
export class Connection {
	readonly id = `${randomInt(1, 2 ** 32)}.${randomInt(1, 2 ** 32)}`;
	readonly channels = new Map<string, Channel>();
	readonly clientEvents: RateLimit;
	user: SignedInUser | null = null;
	/** The time to sign in is over. */
	late = false;

	constructor(
		private readonly socket: WebSocket,
		private readonly limits: Limits,
	) {
		this.clientEvents = new RateLimit(limits.clientEventsPerSecond);
	}

	/** Sends an event of the protocol itself. */
	tell(event: string, data: object, channel?: string): void {
		this.send(toFrame({ event, channel, data: JSON.stringify(data) }));
	}

	/** A client that does not read is dropped, so that what waits for it never fills the memory. It comes back and asks again. */
	send(frame: string): void {
		if (this.socket.readyState !== WebSocket.OPEN) return;
		if (this.socket.bufferedAmount > this.limits.backlog) this.socket.terminate();
		else this.socket.send(frame);
	}

	/** Says why and closes; a peer that does not answer the close is cut off. */
	close(code: Code, reason: string): void {
		this.socket.close(code, reason);
		setTimeout(() => this.socket.terminate(), 1_000).unref();
	}
}
