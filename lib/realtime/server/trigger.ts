import { z } from "zod";
import { readInfo, userCountAllowed } from "./channel-info";
import { readJson } from "./frames";
import { HttpError } from "./http-error";
import type { Hub } from "./hub";
import { isChannelName, isPublishableEvent, isSocketId } from "./names";
import type { Limits } from "./options";

const channel = z.string().refine(isChannelName, "not a valid channel name");
const event = z.object({
	name: z.string().refine(isPublishableEvent, "not a valid event name"),
	data: z.string(),
	socket_id: z.string().refine(isSocketId, "not a socket id").nullish(),
	info: z.string().nullish(),
});
const single = event.extend({ channel: channel.optional(), channels: z.array(channel).min(1).optional() });
const batch = z.object({ batch: z.array(event.extend({ channel })) });

/** POST /events: one event to one or several channels. */
export function trigger(hub: Hub, body: string): object {
	const { channel, channels = channel === undefined ? [] : [channel], ...event } = read(single, body);
	const names = [...new Set(channels)];
	const { limits } = hub.app;
	if (names.length === 0) throw new HttpError(400, "channels: missing");
	if (names.length > limits.channelsPerEvent) throw new HttpError(400, `channels: at most ${limits.channelsPerEvent}`);
	checkSize(event.data, limits);
	const infos = names.map((name) => [name, infoFor(hub, name, event.info)] as const);
	for (const name of names) hub.publish({ event: event.name, channel: name, data: event.data }, event.socket_id ?? undefined);
	return event.info == null ? {} : { channels: Object.fromEntries(infos) };
}

/** POST /batch_events: several events, all of them or none. */
export function triggerBatch(hub: Hub, body: string): object {
	const { batch: events } = read(batch, body);
	const { limits } = hub.app;
	if (events.length > limits.eventsPerBatch) throw new HttpError(400, `batch: at most ${limits.eventsPerBatch} events`);
	for (const { data } of events) checkSize(data, limits);
	const infos = events.map((each) => infoFor(hub, each.channel, each.info));
	for (const { name, channel, data, socket_id } of events) hub.publish({ event: name, channel, data }, socket_id ?? undefined);
	return events.some(({ info }) => info != null) ? { batch: infos } : {};
}

function read<T>(schema: z.ZodType<T>, body: string): T {
	const parsed = schema.safeParse(readJson(body));
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new HttpError(400, `${issue?.path.join(".") || "body"}: ${issue?.message}`);
}

function checkSize(data: string, limits: Limits): void {
	if (Buffer.byteLength(data) > limits.eventData) throw new HttpError(413, `data: at most ${limits.eventData} bytes`);
}

/** Here an attribute that does not fit a channel is left out: one event may go to channels of several kinds. */
function infoFor(hub: Hub, name: string, info: string | null | undefined): object {
	const asked = (info ?? "").split(",").filter((attribute) => attribute !== "user_count" || userCountAllowed(name));
	return readInfo(hub, name, asked);
}
