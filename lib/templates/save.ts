import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Channel, type Template, templates } from "@/db/schema";
import { requireStaff, type UserActor } from "@/lib/actor";
import { copyFiles } from "@/lib/attachments/store";
import type { UploadedFile } from "@/lib/attachments/upload";
import { DomainError } from "@/lib/errors";
import { safeHtml } from "@/lib/mail/safe-html";
import { keepFiles } from "./files";
import { loadTemplate } from "./load";

export type TemplateInput = {
	name: string;
	folder: string;
	channel: Channel | null;
	language: string | null;
	subject: string;
	text: string;
	html: string | null;
	/** Its files in their order: those it has, and uploads of whoever saves it. */
	attachmentIds?: number[];
};

/** Throws templateNameTaken, and what files are refused for. */
export async function createTemplate(input: TemplateInput, actor: UserActor): Promise<{ templateId: number }> {
	requireStaff(actor);
	return transaction(async (tx) => {
		const { templateId } = await insertTemplate(tx, input, actor);
		await keepFiles(tx, templateId, input, actor);
		return { templateId };
	});
}

/** Throws notFound, templateNameTaken, and templateChanged when somebody has changed it since `seen`. */
export async function updateTemplate(
	{ templateId, seen, ...input }: TemplateInput & { templateId: number; seen: string },
	actor: UserActor,
): Promise<{ updatedAt: string }> {
	return transaction(async (tx) => {
		const template = await loadTemplate(tx, templateId, actor);
		if (template.updatedAt.toISOString() !== seen) throw new DomainError("templateChanged");
		if (template.archivedAt === null) await requireFree(tx, input, templateId);
		await keepFiles(tx, templateId, input, actor);
		const [updated] = await tx
			.update(templates)
			.set({ ...columns(input), updatedBy: actor.user.id, updatedAt: new Date() })
			.where(eq(templates.id, templateId))
			.returning({ updatedAt: templates.updatedAt });
		return { updatedAt: (updated?.updatedAt ?? template.updatedAt).toISOString() };
	});
}

/** A copy to be changed, beside the first: "Name (2)". Throws notFound. */
export async function duplicateTemplate(templateId: number, actor: UserActor): Promise<{ templateId: number }> {
	return transaction(async (tx) => {
		const template = await loadTemplate(tx, templateId, actor);
		const bare = template.name.replace(/ \(\d+\)$/, "").slice(0, 110);
		const input = { ...template, text: template.body };
		for (let copy = 2; ; copy++) {
			const name = `${bare} (${copy})`;
			if (!(await isFree(tx, { ...input, name }))) continue;
			const made = await insertTemplate(tx, { ...input, name }, actor);
			await copyFiles(tx, { templateId }, made);
			return made;
		}
	});
}

/** Puts it away, or back among those that are offered. Saying again what is already so changes nothing. Throws notFound, templateNameTaken. */
export async function archiveTemplate(templateId: number, archived: boolean, actor: UserActor): Promise<void> {
	await transaction(async (tx) => {
		const template = await loadTemplate(tx, templateId, actor);
		if ((template.archivedAt !== null) === archived) return;
		if (!archived) await requireFree(tx, template, templateId);
		await tx
			.update(templates)
			.set({ archivedAt: archived ? new Date() : null })
			.where(eq(templates.id, templateId));
	});
}

/** Counts that it was put into a message, and gives its files to whoever writes that: as if they had uploaded them. */
export async function takeTemplate(templateId: number, actor: UserActor): Promise<UploadedFile[]> {
	requireStaff(actor);
	return transaction(async (tx) => {
		await tx
			.update(templates)
			.set({ usedCount: sql`${templates.usedCount} + 1`, lastUsedAt: sql`now()` })
			.where(eq(templates.id, templateId));
		const files = await copyFiles(tx, { templateId }, { uploadedBy: actor.user.id });
		return files.map(({ id, filename, contentType, size }) => ({ id, filename, contentType, size }));
	});
}

/** Inside a transaction of the caller's. Throws templateNameTaken. */
export async function insertTemplate(tx: Transaction, input: TemplateInput, actor: UserActor): Promise<{ templateId: number }> {
	await requireFree(tx, input);
	const [template] = await tx
		.insert(templates)
		.values({ ...columns(input), createdBy: actor.user.id, updatedBy: actor.user.id, updatedAt: new Date() })
		.returning({ templateId: templates.id });
	if (!template) throw new Error("an insert answers its row");
	return template;
}

function columns({ name, folder, channel, language, subject, text, html }: TemplateInput) {
	const body = text.replaceAll("\0", "").toWellFormed();
	return { name, folder, channel, language, subject, body, html: html && safeHtml(html) };
}

type Named = Pick<Template, "name" | "folder" | "channel" | "language">;

async function requireFree(tx: Transaction, named: Named, except = 0): Promise<void> {
	if (!(await isFree(tx, named, except))) throw new DomainError("templateNameTaken", { name: named.name });
}

/** Holds the name until the transaction ends: of two who take it at once, the second is told. */
async function isFree(tx: Transaction, { name, folder, channel, language }: Named, except = 0): Promise<boolean> {
	await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(lower(${`template:${folder}/${name}`}), 0))`);
	const [other] = await tx
		.select({ id: templates.id })
		.from(templates)
		.where(
			and(
				isNull(templates.archivedAt),
				ne(templates.id, except),
				sql`lower(${templates.folder}) = lower(${folder})`,
				sql`lower(${templates.name}) = lower(${name})`,
				sql`coalesce(${templates.channel}, '') = ${channel ?? ""}`,
				sql`coalesce(${templates.language}, '') = ${language ?? ""}`,
			),
		);
	return other === undefined;
}
