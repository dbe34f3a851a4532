import { z } from "zod";

/** An event as clients receive it. `data` is text: JSON of the protocol's own events, and of published ones whatever was published. */
export interface ServerEvent {
	event: string;
	channel?: string;
	data?: string;
	user_id?: string;
}

export const toFrame = (event: ServerEvent) => JSON.stringify(event);

const clientFrame = z.object({ event: z.string().min(1), channel: z.string().optional(), data: z.unknown().optional() });
export type ClientFrame = z.infer<typeof clientFrame>;

/** What a client sent, or null for anything but an event. */
export function readFrame(text: string): ClientFrame | null {
	return clientFrame.safeParse(readJson(text)).data ?? null;
}

export function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Clients send the data of protocol events as an object; the protocol lets them send it as JSON text too. */
export const readData = (data: unknown) => (typeof data === "string" ? readJson(data) : data);
