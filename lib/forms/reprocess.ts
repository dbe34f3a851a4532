import "server-only";
import { and, eq, lt, ne, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { formSubmissions } from "@/db/schema";
import { type Actor, requireAdminActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { noJobLeft } from "@/lib/jobs/lost";
import { enqueueProcessing } from "./accept";

/** Queues a submission again that could not be processed, or that was taken for a machine's. Throws alreadyProcessed, notFound. */
export async function reprocessSubmission(submissionId: number, actor: Actor): Promise<void> {
	requireAdminActor(actor);
	await transaction(async (tx) => {
		const [queued] = await tx
			.update(formSubmissions)
			.set({ state: "received" })
			.where(and(eq(formSubmissions.id, submissionId), ne(formSubmissions.state, "processed")))
			.returning({ id: formSubmissions.id });
		if (!queued) {
			const [known] = await tx.select({ id: formSubmissions.id }).from(formSubmissions).where(eq(formSubmissions.id, submissionId));
			throw new DomainError(known ? "alreadyProcessed" : "notFound");
		}
		await enqueueProcessing(tx, submissionId);
	});
}

/** Lists those as failed whose job can no longer run, so that a person can process them again; forgets what machines sent a month ago. */
export async function sweepSubmissions(): Promise<void> {
	await db()
		.update(formSubmissions)
		.set({ state: "failed", lastError: sql`coalesce(${formSubmissions.lastError}, 'the worker was stopped during the last attempt')` })
		.where(
			and(
				eq(formSubmissions.state, "received"),
				lt(formSubmissions.createdAt, sql`now() - interval '1 minute'`),
				noJobLeft(sql`'form:' || ${formSubmissions.id}`),
			),
		);
	await db()
		.delete(formSubmissions)
		.where(and(eq(formSubmissions.state, "trapped"), lt(formSubmissions.createdAt, sql`now() - interval '30 days'`)));
}
