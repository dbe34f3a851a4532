// Receives texts from customers known and new through the real verb, with as many writers at once as it is told. DATABASE_URL says where.
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { closeDatabase, db } from "@/db";
import { receiveText } from "@/lib/messages/receive-text";
import { createRandom, seed } from "../seed/random";
import { createVocabulary, languages } from "../seed/vocabulary";

/** How many were received between two moments (milliseconds of the clock). */
export type Written = { messages: number; from: number; until: number };

const each = 300;
const random = createRandom(seed);
/** What people write here: a search among what came last finds as much as among the rest. */
const vocabulary = createVocabulary(random);
const writers = Number(process.argv[2]);
const known = await db().execute<{ value: string }>(sql`SELECT value FROM customer_identities WHERE kind = 'phone' AND id % 37 = 3 LIMIT 5000`);

async function write(writer: number, times: number) {
	for (let i = 0; i < times; i++) {
		const from = i % 10 === 0 ? `+347${String(10_000_000 + Math.floor(Math.random() * 89_999_999))}` : (known[(writer * each + i) % known.length]?.value ?? "");
		const body = vocabulary.text(random.below(languages.length), 4 + Math.min(40, Math.floor(random.waiting(9))));
		await receiveText({ kind: "text", channel: "sms", providerId: `SM${randomUUID()}`, from, to: "+34911000417", body, senderName: null, media: [] });
	}
}

const all = (times: number) => Promise.all(Array.from({ length: writers }, (_, writer) => write(writer, times)));
// Every connection gets to know its statements.
await all(20);
const from = Date.now();
await all(each);
const until = Date.now();
await closeDatabase();
process.send?.({ messages: writers * each, from, until } satisfies Written);
