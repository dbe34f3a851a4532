import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Chatbot, type Conversation, conversations, customerIdentities, customers, type RunStep } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { assignWithin } from "@/lib/assignments/assign";
import { enterBarrier } from "@/lib/conversations/barrier";
import { recordEvent } from "@/lib/conversations/record-event";
import { normalizeIdentity } from "@/lib/customers/identity";
import { DomainError } from "@/lib/errors";
import { queueSpoken } from "@/lib/messages/speak";
import type { Action } from "./script";

export type Done = { steps: RunStep[]; lastMessageId: number | null; handedOff: boolean; changedCustomer: boolean };

const ownFields = ["name", "company", "language"] as const;

/** Does what a chatbot decided, in order, in its (locked) conversation. The caller has asked whether it may, and publishes. */
export async function carryOut(tx: Transaction, conversation: Conversation, chatbot: Chatbot, actions: Action[]): Promise<Done> {
	const actor: Actor = { type: "chatbot", id: chatbot.id };
	const done: Done = { steps: [], lastMessageId: null, handedOff: false, changedCustomer: false };
	// Before anybody's row is locked by assigning them: whoever marks all as read takes these two in this order as well.
	await enterBarrier(tx);
	let flagged = conversation.flagged;
	async function flag() {
		if (flagged) return;
		flagged = true;
		await tx.update(conversations).set({ flagged }).where(eq(conversations.id, conversation.id));
		await recordEvent(tx, conversation.id, actor, "flagged");
	}
	for (const action of actions) {
		const step: RunStep = { at: new Date().toISOString(), did: action.type };
		switch (action.type) {
			case "say":
				done.lastMessageId = await queueSpoken(tx, conversation, action.text, { author: "chatbot", name: chatbot.name }, actor);
				Object.assign(step, { text: action.text.slice(0, 500).toWellFormed(), messageId: done.lastMessageId });
				break;
			case "collect":
				done.changedCustomer = (await collect(tx, conversation.customerId, action.field, action.value)) || done.changedCustomer;
				step.text = `${action.field}: ${action.value}`.slice(0, 300).toWellFormed();
				break;
			case "handOff":
				done.handedOff = true;
				await flag();
				break;
			case "assign":
				await assign(tx, conversation, action.userId, actor, step);
				break;
			case "flag":
				await flag();
				break;
			case "archive":
				if (conversation.status === "archived") break;
				await tx.update(conversations).set({ status: "archived", snoozedUntil: null }).where(eq(conversations.id, conversation.id));
				await recordEvent(tx, conversation.id, actor, "archived");
				break;
		}
		done.steps.push(step);
	}
	return done;
}

/** Who has left since the script was written is passed over, and the run says so. */
async function assign(tx: Transaction, conversation: Conversation, userId: number, actor: Actor, step: RunStep): Promise<void> {
	try {
		await assignWithin(tx, conversation, [...new Set([...conversation.assigneeIds, userId])], actor);
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		step.text = error.code;
	}
}

/** Writes what the customer said into their own record. */
async function collect(tx: Transaction, customerId: number, field: string, given: string): Promise<boolean> {
	const value = given.replaceAll("\0", "").toWellFormed().trim().slice(0, 200);
	if (!value) return false;
	const own = ownFields.find((name) => name === field);
	if (own) return write(tx, customerId, { [own]: value });
	const address = field === "email" || field === "phone" ? field : null;
	if (address && (await isTheirs(tx, customerId, address, value))) return false;
	const name = address ? unproven(address) : field.slice(0, 60);
	const set = { fields: sql`jsonb_set(${customers.fields}, ARRAY[${name}::text], to_jsonb(${value}::text))` };
	return write(tx, customerId, set, sql`(SELECT count(*) FROM jsonb_object_keys(${customers.fields})) < 50`);
}

async function write(tx: Transaction, customerId: number, set: Record<string, unknown>, room?: SQL): Promise<boolean> {
	const written = await tx
		.update(customers)
		.set({ ...set, updatedAt: sql`now()` })
		.where(and(eq(customers.id, customerId), room))
		.returning({ id: customers.id });
	return written.length > 0;
}

/**
 * An address that somebody only says is theirs stands in a field of its own, for a person to ask about: as an address of theirs, the mail of
 * whoever it really belongs to would be read as their own, and answers for one would reach the other.
 */
const unproven = (kind: "email" | "phone") => `${kind} (?)`;

async function isTheirs(tx: Transaction, customerId: number, kind: "email" | "phone", given: string): Promise<boolean> {
	const theirs = and(
		eq(customerIdentities.customerId, customerId),
		eq(customerIdentities.kind, kind),
		eq(customerIdentities.value, normalizeIdentity(kind, given)),
	);
	return (await tx.select({ id: customerIdentities.id }).from(customerIdentities).where(theirs)).length > 0;
}
