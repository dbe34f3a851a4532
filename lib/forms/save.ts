import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Form, forms, inboxes } from "@/db/schema";
import { type Actor, requireAdminActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import type { FormInput } from "./schema";

/** Adds one, turned off. Admins alone. Throws channelNotConnected for what is no inbox of email. */
export async function createForm(input: FormInput, actor: Actor): Promise<{ formId: number }> {
	requireAdminActor(actor);
	return transaction(async (tx) => {
		await requireMail(tx, input.inboxId);
		return insertForm(tx, input);
	});
}

/** Throws notFound, channelNotConnected, and editedMeanwhile when somebody has changed it since `seen`. */
export async function updateForm({ formId, seen, ...input }: FormInput & { formId: number; seen: string }, actor: Actor): Promise<{ updatedAt: string }> {
	return transaction(async (tx) => {
		const form = await loadForm(tx, formId, actor);
		if (form.updatedAt.toISOString() !== seen) throw new DomainError("editedMeanwhile");
		await requireMail(tx, input.inboxId);
		const updatedAt = new Date();
		await tx
			.update(forms)
			.set({ ...input, updatedAt })
			.where(eq(forms.id, formId));
		return { updatedAt: updatedAt.toISOString() };
	});
}

/** Opens it to visitors, or closes it. Saying again what is already so changes nothing. Throws notFound. */
export async function enableForm(formId: number, enabled: boolean, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		const form = await loadForm(tx, formId, actor);
		if (form.archivedAt) throw new DomainError("notFound");
		await tx.update(forms).set({ enabled }).where(eq(forms.id, formId));
	});
}

/** A copy under an address of its own, turned off: "Name (2)". Throws notFound. */
export async function duplicateForm(formId: number, actor: Actor): Promise<{ formId: number }> {
	return transaction(async (tx) => {
		const { name, ...form } = await loadForm(tx, formId, actor);
		const bare = name.replace(/ \(\d+\)$/, "").slice(0, 110);
		const taken = new Set((await tx.select({ name: forms.name }).from(forms)).map((one) => one.name));
		let copy = 2;
		while (taken.has(`${bare} (${copy})`)) copy++;
		const { title, intro, thanks, language, fields, inboxId, sites } = form;
		return insertForm(tx, { name: `${bare} (${copy})`, title, intro, thanks, language, fields, inboxId, sites });
	});
}

/** Puts it away, closed, or back. Throws notFound. */
export async function archiveForm(formId: number, archived: boolean, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		await loadForm(tx, formId, actor);
		await tx
			.update(forms)
			.set({ archivedAt: archived ? new Date() : null, enabled: false })
			.where(eq(forms.id, formId));
	});
}

/** With the record of what was sent; the conversations that it began stay. Throws notFound. */
export async function deleteForm(formId: number, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		await loadForm(tx, formId, actor);
		await tx.delete(forms).where(eq(forms.id, formId));
	});
}

async function loadForm(tx: Transaction, id: number, actor: Actor): Promise<Form> {
	requireAdminActor(actor);
	const [form] = await tx.select().from(forms).where(eq(forms.id, id)).for("update");
	if (!form) throw new DomainError("notFound");
	return form;
}

async function insertForm(tx: Transaction, input: FormInput): Promise<{ formId: number }> {
	// Not to be guessed: a form that is not linked anywhere yet is found by nobody.
	const [made] = await tx
		.insert(forms)
		.values({ ...input, publicId: randomBytes(9).toString("base64url"), updatedAt: new Date() })
		.returning({ formId: forms.id });
	if (!made) throw new Error("an insert answers its row");
	return made;
}

async function requireMail(tx: Transaction, inboxId: number | null): Promise<void> {
	if (inboxId === null) return;
	const [inbox] = await tx
		.select({ id: inboxes.id })
		.from(inboxes)
		.where(and(eq(inboxes.id, inboxId), eq(inboxes.channel, "email")));
	if (!inbox) throw new DomainError("channelNotConnected");
}
