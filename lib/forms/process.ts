import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Form, type FormSubmission, formSubmissions, forms, inboxes } from "@/db/schema";
import { messageOf } from "@/lib/describe-error";
import { log } from "@/lib/log";
import { receiveMessage } from "@/lib/messages/receive";
import { publish } from "@/lib/realtime/publish";
import { answerTo, composeMessage } from "./compose";
import { customerOfAnswers } from "./customer";

/**
 * Makes a conversation of a submission, through the intake of every message. May run twice: its id is the message's, so the second run finds
 * the first one's. A failure is kept with it, and thrown, so that the job tries again.
 */
export async function processSubmission(submissionId: number, isLastAttempt: boolean): Promise<void> {
	const [found] = await db()
		.select({ submission: formSubmissions, form: forms })
		.from(formSubmissions)
		.innerJoin(forms, eq(forms.id, formSubmissions.formId))
		.where(and(eq(formSubmissions.id, submissionId), eq(formSubmissions.state, "received")));
	if (!found) return;
	try {
		await receive(found.submission, found.form);
	} catch (error) {
		const lastError = messageOf(error).slice(0, 1000);
		await db()
			.update(formSubmissions)
			.set({ attempts: sql`${formSubmissions.attempts} + 1`, lastError, ...(isLastAttempt && { state: "failed" as const }) })
			.where(and(eq(formSubmissions.id, submissionId), ne(formSubmissions.state, "processed")));
		log().warn({ submissionId, isLastAttempt, err: error }, "submission of a form not processed");
		throw error;
	}
}

async function receive({ id, answers, inboxId }: FormSubmission, form: Form): Promise<void> {
	const [inbox] = await db().select().from(inboxes).where(eq(inboxes.id, inboxId));
	if (!inbox) throw new Error(`no inbox ${inboxId}`);
	const { subject, text } = await composeMessage(answers, form);
	const [address, name] = [answerTo(answers, "email") ?? "", answerTo(answers, "name")];
	let customerId: number | null = null;
	const received = await receiveMessage({
		channel: "email",
		inbox,
		providerId: `form:${id}`,
		sender: { kind: "email", value: address, name },
		subject,
		body: text,
		visibleLength: null,
		automatic: false,
		files: [],
		// What an answer goes to, as if it had come by mail.
		mail: { subject, from: { name: name ?? "", address }, to: [{ name: inbox.name, address: inbox.address }] },
		form: {
			id: form.id,
			name: form.name,
			submissionId: id,
			customer: async (tx) => {
				const customer = await customerOfAnswers(tx, answers, form);
				customerId = customer.id;
				return customer;
			},
		},
		thread: async () => null,
	});
	// What was sent is a message now, and nowhere else: deleted there, it is gone. Null: it was deleted already.
	await db()
		.update(formSubmissions)
		.set({ state: "processed", answers: [], lastError: null, conversationId: received?.conversationId ?? null, processedAt: sql`now()` })
		.where(eq(formSubmissions.id, id));
	if (customerId !== null) await publish("customer.changed", { customerId });
}
