import { HttpError } from "./http-error";
import type { Hub } from "./hub";
import { isCached, isPresence } from "./names";

/** Only presence channels know users. */
export const userCountAllowed = isPresence;

/** The attributes asked for of one channel. Unknown ones are left out. */
export function readInfo(hub: Hub, name: string, asked: readonly string[]): Record<string, unknown> {
	const channel = hub.channels.get(name);
	const info: Record<string, unknown> = {};
	if (asked.includes("user_count")) info.user_count = channel?.userCount ?? 0;
	if (asked.includes("subscription_count")) info.subscription_count = channel?.subscriptionCount ?? 0;
	const last = asked.includes("cache") && isCached(name) ? hub.lastEvents.get(name) : null;
	if (last) info.cache = { data: last.data, ttl: last.ttl };
	return info;
}

/** GET /channels: those that somebody listens to. */
export function listChannels(hub: Hub, { prefix, info }: { prefix: string; info: string }): object {
	const asked = info.split(",");
	if (asked.includes("user_count") && !userCountAllowed(prefix)) throw new HttpError(400, "user_count needs filter_by_prefix=presence-");
	const names = [...hub.channels.keys()].filter((name) => name.startsWith(prefix));
	return { channels: Object.fromEntries(names.map((name) => [name, readInfo(hub, name, asked)])) };
}

/** GET /channels/:name */
export function showChannel(hub: Hub, name: string, info: string): object {
	const asked = info.split(",");
	if (asked.includes("user_count") && !userCountAllowed(name)) throw new HttpError(400, "user_count needs a presence channel");
	return { occupied: hub.channels.has(name), ...readInfo(hub, name, asked) };
}

/** GET /channels/:name/users */
export function listUsers(hub: Hub, name: string): object {
	if (!isPresence(name)) throw new HttpError(400, "Only presence channels have users");
	return { users: (hub.channels.get(name)?.userIds ?? []).map((id) => ({ id })) };
}
