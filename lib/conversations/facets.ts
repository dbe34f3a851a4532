import type { ListFilter } from "./filter";

/** Bits of conversations.facet (see the generated column in db/schema/conversations.ts). */
const place = { archived: 0, active: 1, snoozed: 2, spam: 3 } as const;
const flagged = 4;
const author = { customer: 0, operator: 8, chatbot: 16 } as const;
const authorMask = 24;
const unassigned = 32;
const channel = { email: 0, sms: 64, whatsapp: 128, chat: 192 } as const;
const channelMask = 192;

const every = Array.from({ length: 256 }, (_, facet) => facet).filter((facet) => (facet & authorMask) !== authorMask);

/** The facets whose conversations a filter may show: at most 48, each one sorted index range. Unread, whose it is, inbox, source and dates are not facets. */
export function facetsOf(filter: Partial<ListFilter>): number[] {
	return every.filter(
		(facet) =>
			(!filter.tab || (facet & 3) === place[filter.tab]) &&
			(!filter.flagged || (facet & flagged) !== 0) &&
			(!filter.last || (facet & authorMask) === author[filter.last]) &&
			(filter.assigned !== "nobody" || (facet & unassigned) !== 0) &&
			(!filter.assigned || filter.assigned === "nobody" || (facet & unassigned) === 0) &&
			(!filter.channel || (facet & channelMask) === channel[filter.channel]),
	);
}
