import "server-only";
import { createHash } from "node:crypto";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db, type Transaction, transaction } from "@/db";
import { type Form, type FormAnswer, formSubmissions } from "@/db/schema";
import { inboxFor } from "@/lib/inboxes/queries";
import { enqueue } from "@/lib/jobs/enqueue";
import { ownAddresses } from "@/lib/messages/own-addresses";
import { networkHash } from "./network";
import { type AnswerError, readAnswers } from "./read-answers";
import { trapName } from "./schema";

/** How much is taken, from one network through one form, from one network in all, and through one form. */
const limits = { here: { most: 10, minutes: 10 }, network: { most: 30, minutes: 60 }, form: { most: 300, minutes: 60 } };
const maxAttempts = 8;

export type Outcome = { kind: "thanks" } | { kind: "wrong"; errors: Record<string, AnswerError> } | { kind: "tooMany" };

/**
 * Takes what a visitor sent: checked, kept, its processing queued, in one transaction. The same answers again within the hour (a double click,
 * a page loaded again) are the same submission. A machine that fell into the trap is thanked like everybody; what it sent waits for a person.
 */
export async function acceptSubmission(form: Form, typed: (name: string) => string, address: string): Promise<Outcome> {
	const { answers, errors } = readAnswers(form.fields, typed);
	const mail = form.fields.find(({ target }) => target === "email");
	const isOurs = await ownAddresses(db());
	// Answering an inbox of ours would be talking to ourselves.
	if (mail && answers.some(({ target, value }) => target === "email" && isOurs(value))) errors[mail.id] = "email";
	if (Object.keys(errors).length > 0) return { kind: "wrong", errors };
	return transaction((tx) => keep(tx, form, answers, { trapped: typed(trapName) !== "", network: networkHash(address) }));
}

async function keep(tx: Transaction, form: Form, answers: FormAnswer[], { trapped, network }: { trapped: boolean; network: string }): Promise<Outcome> {
	const fingerprint = createHash("sha256")
		.update(JSON.stringify([form.id, answers]))
		.digest("base64url");
	await lock(tx, `form answers ${fingerprint}`);
	if (await isFull(tx, eq(formSubmissions.fingerprint, fingerprint), formSubmissions.createdAt, { most: 1, minutes: 60 })) return { kind: "thanks" };
	// One at a time from each network, so that a limit is a limit.
	await lock(tx, `form network ${network}`);
	if (await isOver(tx, form.id, network)) return { kind: "tooMany" };
	const { id: inboxId } = await inboxFor(tx, "email", [], form.inboxId ?? undefined);
	const state = trapped ? ("trapped" as const) : ("received" as const);
	const [kept] = await tx
		.insert(formSubmissions)
		.values({ formId: form.id, inboxId, answers, fingerprint, network, state })
		.returning({ id: formSubmissions.id });
	if (kept && !trapped) await enqueueProcessing(tx, kept.id);
	return { kind: "thanks" };
}

/** Queues the processing of a submission that is kept. */
export async function enqueueProcessing(tx: Transaction, submissionId: number): Promise<void> {
	await enqueue(tx, "form.process", { submissionId }, { key: `form:${submissionId}`, maxAttempts });
}

async function isOver(tx: Transaction, formId: number, network: string): Promise<boolean> {
	const [ofForm, ofNetwork] = [eq(formSubmissions.formId, formId), eq(formSubmissions.network, network)];
	return (
		(await isFull(tx, and(ofNetwork, ofForm), formSubmissions.createdAt, limits.here)) ||
		(await isFull(tx, ofNetwork, formSubmissions.createdAt, limits.network)) ||
		(await isFull(tx, ofForm, formSubmissions.id, limits.form))
	);
}

/** Whether the so-many-th newest is younger than that: what came before is not counted. */
async function isFull(tx: Transaction, which: SQL | undefined, order: PgColumn, { most, minutes }: { most: number; minutes: number }): Promise<boolean> {
	const [nth] = await tx
		.select({ recent: sql<boolean>`${formSubmissions.createdAt} > now() - make_interval(mins => ${minutes})` })
		.from(formSubmissions)
		.where(which)
		.orderBy(desc(order))
		.offset(most - 1)
		.limit(1);
	return nth?.recent ?? false;
}

async function lock(tx: Transaction, name: string): Promise<void> {
	await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
