import type { Channel } from "@/db/schema";
import type { Copy } from "./copy";
import { span } from "./history";
import type { Random } from "./random";
import { capital, languages, type Vocabulary } from "./vocabulary";
import { firstNames, lastNames } from "./words";

export const operators = 200;
/** The operator who reads everything and never presses "mark all as read". */
export const diligent = 2;

type Inbox = { id: number; channel: Channel; address: string; provider: "resend" | "twilio" | "none"; share: number };
/** The last one of mail hardly gets any. */
export const inboxes: Inbox[] = [
	{ id: 1, channel: "email", address: "support@shop.example", provider: "resend", share: 0.4 },
	{ id: 2, channel: "email", address: "sales@shop.example", provider: "resend", share: 0.15 },
	{ id: 3, channel: "email", address: "press@shop.example", provider: "resend", share: 0.0005 },
	{ id: 4, channel: "sms", address: "+34911000417", provider: "twilio", share: 0.2 },
	{ id: 5, channel: "whatsapp", address: "+34911000418", provider: "twilio", share: 0.15 },
	{ id: 6, channel: "chat", address: "widget", provider: "none", share: 0.0995 },
];

const domains = ["gmail.com", "hotmail.com", "example.es", "libero.it", "outlook.com"];
const plain = (text: string) =>
	text
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.toLowerCase();

export type Customer = { id: number; name: string; email: string; phone: string; language: number };

/** Customers with a name, a mail address and a phone number, made when they are asked for: the same id is the same person. */
export function createCustomers(random: Random, vocabulary: Vocabulary, count: number) {
	const rare = vocabulary.words.flatMap((words) => words.slice(5000, 7000).map(capital));
	const surnames = [...lastNames, ...rare];
	return Array.from({ length: count }, (_, i): Customer => {
		const [first, last] = [firstNames[random.skewed(firstNames.length)] ?? "", surnames[random.skewed(surnames.length)] ?? ""];
		const language = random.chance(0.5) ? 0 : random.chance(0.6) ? 1 : 2;
		const email = `${plain(first)}.${plain(last)}${(i + 1).toString(36)}@${domains[i % domains.length]}`;
		return { id: i + 1, name: `${first} ${last}`, email, phone: `+346${String(10_000_000 + i * 89 + random.below(89)).padStart(8, "0")}`, language };
	});
}

/** Seconds since the beginning at which each operator last pressed "mark all as read": most lately, some long ago. */
export function watermarks(random: Random): number[] {
	return Array.from({ length: operators }, (_, i) => {
		if (i + 1 === diligent) return span - 180 * 86_400;
		const days = i < operators * 0.75 ? 1 + random.next() * 13 : i < operators * 0.95 ? 14 + random.next() * 76 : 400 + random.next() * 300;
		return span - days * 86_400;
	});
}

export async function putCustomers(customers: Customer[], people: Copy, addresses: Copy, at: (second: number) => string): Promise<void> {
	for (const { id, name, email, phone, language } of customers) {
		// A line break as COPY wants it.
		await people.put([id, name, `${plain(name)}\\n${email}\\n${phone}`, languages[language] ?? null, at(span * ((id - 0.5) / customers.length) ** 0.7)]);
		await addresses.put([id, "email", email, 0]);
		await addresses.put([id, "phone", phone, 1]);
	}
	await Promise.all([people.end(), addresses.end()]);
}
