interface LastEvent {
	frame: string;
	data: string;
	expiresAt: number;
}

/** What cache channels replay to who comes later: the last event published by the application, while it is fresh. */
export class LastEvents {
	private readonly events = new Map<string, LastEvent>();

	constructor(private readonly lifetime: number) {}

	set(channel: string, frame: string, data: string): void {
		// Deleting first keeps the map in order of age, so that only the oldest have to be looked at.
		this.events.delete(channel);
		this.events.set(channel, { frame, data, expiresAt: Date.now() + this.lifetime });
		for (const [name, event] of this.events) {
			if (event.expiresAt > Date.now()) break;
			this.events.delete(name);
		}
	}

	get(channel: string): (LastEvent & { ttl: number }) | null {
		const event = this.events.get(channel);
		const left = event ? event.expiresAt - Date.now() : 0;
		return event && left > 0 ? { ...event, ttl: Math.ceil(left / 1_000) } : null;
	}
}
