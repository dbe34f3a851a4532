import type { Author, Source } from "@/db/schema";
import type { History } from "./history";
import { type Customer, diligent, inboxes, operators } from "./people";
import type { Random } from "./random";
import { capital, type Vocabulary } from "./vocabulary";

const sources: [source: Source, share: number][] = [
	["inbound", 0.9],
	["operator", 0.05],
	["form", 0.03],
	["automation", 0.015],
	["chatbot", 0.0045],
	["api", 0.0005],
];

/** What stays the same in a conversation. */
export type Plan = { customer: Customer; inbox: (typeof inboxes)[number]; subject: string | null; source: Source; language: number };

export function planner(random: Random, vocabulary: Vocabulary, customers: Customer[], { monster }: History) {
	const drawn = <T>(options: readonly T[], share: (option: T) => number) => {
		let left = random.next();
		for (const option of options) {
			left -= share(option);
			if (left < 0) return option;
		}
		return options[0] as T;
	};
	return (id: number): Plan => {
		const customer = customers[id <= customers.length ? id - 1 : random.skewed(customers.length)] as Customer;
		const inbox = id === monster ? (inboxes[0] as Plan["inbox"]) : drawn(inboxes, (one) => one.share);
		const words = Array.from({ length: 3 + random.below(4) }, () => vocabulary.word(customer.language));
		const subject = inbox.channel === "email" ? capital(words.join(" ")) : null;
		return { customer, inbox, subject, source: drawn(sources, ([, share]) => share)[0], language: customer.language };
	};
}

/** Where a conversation stands after its last message. */
export type Ending = { status: "active" | "archived"; flagged: boolean; spam: boolean; assignees: number[]; readers: number[]; lastFailed: boolean };

export function ending(random: Random, recent: boolean, last: Author, sinceHalfYear: boolean): Ending {
	const active = random.chance(recent ? 0.5 : 0.011);
	const team = random.next();
	const size = team < 0.25 ? 0 : team < 0.75 ? 1 : team < 0.93 ? 2 : 3;
	const assignees = new Set<number>();
	while (assignees.size < size) assignees.add(1 + random.skewed(operators));
	const unread = last === "customer" && random.chance(active ? 0.35 : 0.01);
	const readers = unread ? [] : [...assignees, 1 + random.below(operators)].filter(() => random.chance(active ? 0.5 : 0.75));
	if (sinceHalfYear && !random.chance(0.0002)) readers.push(diligent);
	return {
		status: active ? "active" : "archived",
		flagged: random.chance(0.08),
		spam: random.chance(0.003),
		assignees: [...assignees],
		readers: [...new Set(readers)],
		lastFailed: last !== "customer" && random.chance(0.005),
	};
}
