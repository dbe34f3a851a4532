import "server-only";
import { and, asc, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { conversations, customers, type Form, type FormSubmission, formSubmissions, forms, inboxes } from "@/db/schema";

export type FormRow = Pick<Form, "id" | "publicId" | "name" | "language" | "enabled"> & {
	archived: boolean;
	lastAt: string | null;
	/** Not processed, after having been tried for good: somebody has to look. */
	failed: number;
};

/** All of them by name, those put away last. */
export async function listForms(): Promise<FormRow[]> {
	return db()
		.select({
			id: forms.id,
			publicId: forms.publicId,
			name: forms.name,
			language: forms.language,
			enabled: forms.enabled,
			archived: sql<boolean>`${forms.archivedAt} IS NOT NULL`,
			lastAt: sql<string | null>`(SELECT s.created_at FROM form_submissions s WHERE s.form_id = forms.id AND s.state <> 'trapped' ORDER BY s.id DESC LIMIT 1)`,
			failed: sql<number>`(SELECT count(*)::int FROM form_submissions s WHERE s.form_id = forms.id AND s.state = 'failed')`,
		})
		.from(forms)
		.orderBy(sql`${forms.archivedAt} IS NOT NULL`, asc(forms.name));
}

export type FormDetails = Omit<Form, "archivedAt" | "updatedAt" | "createdAt"> & { archived: boolean; updatedAt: string };

/** Null when there is no such. */
export async function formDetails(formId: number): Promise<FormDetails | null> {
	const [row] = await db().select().from(forms).where(eq(forms.id, formId));
	if (!row) return null;
	const { archivedAt, updatedAt, createdAt: _, ...form } = row;
	return { ...form, archived: archivedAt !== null, updatedAt: updatedAt.toISOString() };
}

/** The form at a public address, open or not; null when there is none. */
export async function formAt(publicId: string): Promise<Form | null> {
	if (!/^[\w-]{1,40}$/.test(publicId)) return null;
	const [form] = await db().select().from(forms).where(eq(forms.publicId, publicId));
	return form ?? null;
}

export type SubmissionRow = Pick<FormSubmission, "id" | "state" | "answers" | "lastError" | "conversationId" | "createdAt"> & {
	/** Whose it became; null while it is none, or when the conversation is gone. */
	customerName: string | null;
};

/** What was sent, the newest first. `before`: the page that ends before this one. */
export async function submissionsOf(formId: number, before = Number.MAX_SAFE_INTEGER, limit = 50): Promise<SubmissionRow[]> {
	return db()
		.select({
			id: formSubmissions.id,
			state: formSubmissions.state,
			answers: formSubmissions.answers,
			lastError: formSubmissions.lastError,
			conversationId: conversations.id,
			createdAt: formSubmissions.createdAt,
			customerName: customers.name,
		})
		.from(formSubmissions)
		.leftJoin(conversations, eq(conversations.id, formSubmissions.conversationId))
		.leftJoin(customers, eq(customers.id, conversations.customerId))
		.where(and(eq(formSubmissions.formId, formId), lt(formSubmissions.id, before)))
		.orderBy(desc(formSubmissions.id))
		.limit(limit);
}

/** The inboxes that a form's conversations may begin in. */
export async function mailInboxes(): Promise<{ id: number; label: string }[]> {
	const found = await db()
		.select({ id: inboxes.id, name: inboxes.name, address: inboxes.address })
		.from(inboxes)
		.where(and(eq(inboxes.channel, "email"), eq(inboxes.enabled, true), isNull(inboxes.userId)))
		.orderBy(desc(inboxes.main), asc(inboxes.name));
	return found.map(({ id, name, address }) => ({ id, label: `${name} · ${address}` }));
}
