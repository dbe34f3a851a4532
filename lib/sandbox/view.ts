import "server-only";
import { describeError } from "@/lib/describe-error";
import { log } from "@/lib/log";
import { sandboxLog, sandboxOutbox, sandboxPersonas } from "./client";
import { type PersonaAddress, personaOf } from "./persona";
import type { OutboxItem } from "./server/outbox";
import type { Persona } from "./server/personas";
import type { Delivery } from "./server/state";
import { answerSubject, answersGoTo } from "./write";

export type PlayedPersona = PersonaAddress & { name: string };
export type Answering = { id: string; to: string; subject: string };
export type LogLine = Pick<Delivery, "id" | "event" | "url" | "at" | "state" | "attempts">;

export type SandboxView = {
	/** False when the sandbox's process doesn't answer; then the rest is empty. */
	running: boolean;
	/** What was typed as the persona, also when it is neither an address nor a number. */
	typed: string;
	persona: PlayedPersona | null;
	personas: Persona[];
	/** Newest first. */
	items: OutboxItem[];
	answering: Answering | null;
	log: LogLine[];
};

type Query = { as?: string | string[]; name?: string | string[]; answer?: string | string[] };

/** Everything that the page of the sandbox shows. Without somebody chosen, it is whoever was played or written to last. */
export async function sandboxView(query: Query): Promise<SandboxView> {
	const typed = one(query.as);
	try {
		const [personas, deliveries] = await Promise.all([sandboxPersonas(), sandboxLog(30)]);
		const address = typed ? personaOf(typed) : (personas[0] ?? null);
		const items = address ? (await sandboxOutbox(address.address)).reverse() : [];
		const persona = address && {
			kind: address.kind,
			address: address.address,
			name: one(query.name) || (personas.find((known) => known.address === address.address)?.name ?? ""),
		};
		return { running: true, typed, persona, personas, items, answering: answering(items, one(query.answer)), log: deliveries.map(line) };
	} catch (error) {
		log().warn(describeError(error), "the sandbox does not answer");
		const address = personaOf(typed);
		return { running: false, typed, persona: address && { ...address, name: one(query.name) }, personas: [], items: [], answering: null, log: [] };
	}
}

function answering(items: OutboxItem[], id: string): Answering | null {
	const mail = items.find((item) => item.id === id && item.channel === "email" && item.direction === "received");
	return mail ? { id: mail.id, to: answersGoTo(mail), subject: answerSubject(mail.subject) } : null;
}

const one = (value: string | string[] | undefined) => ([value].flat()[0] ?? "").trim().slice(0, 300);
const line = ({ id, event, url, at, state, attempts }: Delivery): LogLine => ({ id, event, url, at, state, attempts });
