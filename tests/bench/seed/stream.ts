import type { Author } from "@/db/schema";
import { fileMark, senderMarks, userMark } from "@/lib/search/marks";
import { ending, type Plan, type planner } from "./conversations";
import type { Copy } from "./copy";
import { type History, readKey, span } from "./history";
import { operators } from "./people";
import type { progressBar } from "./progress";
import type { Random } from "./random";
import type { Vocabulary } from "./vocabulary";

export type Sinks = Record<"messages" | "mails" | "notes" | "events" | "conversations" | "reads", Copy>;
type Given = {
	random: Random;
	vocabulary: Vocabulary;
	history: History;
	plan: ReturnType<typeof planner>;
	sinks: Sinks;
	at: (second: number, id: number) => string;
};
/** A conversation while its messages go by. */
type Course = Plan & { said: number; author: Author; lastInbound: number };

/** Lets three years pass: writes every message when it is said, and a conversation with its last one. Answers the newest id, and tells `onSecond` what the newest was. */
export async function streamHistory(given: Given, onSecond: (second: number, newestId: number) => void, bar: ReturnType<typeof progressBar>): Promise<number> {
	const { history, plan, random, sinks } = given;
	const open = new Map<number, Course>();
	let id = 0;
	for (let i = 0; i < history.keys.length; i++) {
		const { second, conversation } = readKey(history.keys[i] ?? 0);
		onSecond(second, id);
		const course = open.get(conversation) ?? { ...plan(conversation), said: 0, author: "customer" as const, lastInbound: 0 };
		course.author = nextAuthor(random, course);
		course.said++;
		id++;
		if (course.author === "customer") course.lastInbound = id;
		const message = { id, conversation, second };
		const text = await putMessage(given, message, course);
		const over = course.said === history.counts[conversation];
		if (over) {
			open.delete(conversation);
			if (await putConversation(given, message, course, text)) id++;
		} else open.set(conversation, course);
		if (random.chance(0.02)) {
			id++;
			const body = given.vocabulary.text(course.language, 5 + random.below(20));
			await sinks.notes.put([id, conversation, 1 + random.below(operators), body, given.at(second, id)]);
		}
		if ((i & 1023) === 0) bar.at(i);
	}
	await Promise.all(Object.values(sinks).map((sink) => sink.end()));
	return id;
}

function nextAuthor(random: Random, { said, author }: Course): Author {
	const customers = said === 0 ? 0.95 : author === "customer" ? 0.4 : 0.6;
	if (random.chance(customers)) return "customer";
	return random.chance(0.85) ? "operator" : random.chance(0.7) ? "chatbot" : "automation";
}

type Message = { id: number; conversation: number; second: number };

async function putMessage({ random, vocabulary, sinks, at }: Given, { id, conversation, second }: Message, course: Course): Promise<string> {
	const { inbox, subject, customer, author, language } = course;
	const { channel } = inbox;
	const mail = channel === "email";
	const text = vocabulary.text(language, mail ? 12 + Math.min(100, Math.floor(random.waiting(22))) : 4 + Math.min(40, Math.floor(random.waiting(9))));
	const inbound = author === "customer";
	const address = mail ? customer.email : customer.phone;
	const userId = author === "operator" ? 1 + random.below(operators) : null;
	const marks = [
		...(random.chance(0.05) ? [fileMark] : []),
		...(userId === null ? [] : [userMark(userId)]),
		...(inbound ? senderMarks(`${customer.name} ${address}`) : []),
	];
	const extra = [...marks, ...(subject ? [subject] : []), customer.name, customer.email, customer.phone].join(" ");
	const number = `${random.u32().toString(16).padStart(8, "0")}${id.toString(36)}`;
	const providerId = mail ? `${number}@mail.example.com` : `SM${number}`;
	const sender = inbound ? [customer.name, address] : [null, null];
	const waits = sinks.messages.put([
		id,
		conversation,
		at(second, id),
		userId,
		inbox.id,
		inbound ? "in" : "out",
		author,
		channel,
		inbound ? "received" : "delivered",
		providerId,
		...sender,
		text,
		extra,
	]);
	if (waits) await waits;
	if (mail) await sinks.mails.put([id, inbox.id, providerId, subject ?? ""]);
	return text;
}

/** Answers whether an event took the next id. */
async function putConversation({ random, sinks, history, at }: Given, { id, conversation, second }: Message, course: Course, text: string): Promise<boolean> {
	const { author, lastInbound, customer, inbox, source, subject, said } = course;
	const end = ending(random, history.isRecent(conversation), author, second > span - 180 * 86_400);
	const snippet = text.replaceAll("\\n", " ").slice(0, 140);
	const now = at(second, id);
	await sinks.conversations.put([
		conversation,
		customer.id,
		id,
		lastInbound,
		now,
		now,
		at(history.began[conversation] ?? 0, 0),
		inbox.id,
		said,
		inbox.channel,
		end.status,
		author,
		end.flagged,
		end.spam,
		end.lastFailed,
		`{${end.assignees.join(",")}}`,
		source,
		subject,
		snippet,
	]);
	for (const reader of end.readers) await sinks.reads.put([conversation, reader, id]);
	if (end.status === "active") return false;
	await sinks.events.put([id + 1, conversation, "archived", "user", 1 + random.below(operators), at(second, id + 1)]);
	return true;
}
