import "server-only";
import { and, asc, count, desc, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Channel, customers, type Template, templates, users } from "@/db/schema";
import { ownedFiles } from "@/lib/attachments/store";
import type { TemplateFilter } from "./filter";

export const templatePageSize = 200;
const mostOffered = 50;

export type TemplateRow = Pick<Template, "id" | "name" | "folder" | "channel" | "language" | "subject" | "usedCount"> & { preview: string; updatedAt: string };

/** Those that a filter leaves, by folder and name; at most 200 of them, `more` says that there are others. */
export async function listTemplates(filter: TemplateFilter): Promise<{ rows: TemplateRow[]; more: boolean }> {
	const found = await db()
		.select({
			id: templates.id,
			name: templates.name,
			folder: templates.folder,
			channel: templates.channel,
			language: templates.language,
			subject: templates.subject,
			usedCount: templates.usedCount,
			preview: sql<string>`left(${templates.body}, 140)`,
			updatedAt: templates.updatedAt,
		})
		.from(templates)
		.where(conditions(filter))
		.orderBy(asc(sql`lower(${templates.folder})`), asc(sql`${templates.name} collate "es-x-icu"`), asc(templates.id))
		.limit(templatePageSize + 1);
	const rows = found.slice(0, templatePageSize).map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
	return { rows, more: found.length > rows.length };
}

function conditions({ text, folder, channel, language, archived }: TemplateFilter): SQL | undefined {
	return and(
		archived ? isNotNull(templates.archivedAt) : isNull(templates.archivedAt),
		...words(text),
		folder === null ? undefined : eq(templates.folder, folder),
		channel === null ? undefined : or(eq(templates.channel, channel), isNull(templates.channel)),
		language === null ? undefined : or(eq(templates.language, language), isNull(templates.language)),
	);
}

const everywhere = sql`${templates.name} || ' ' || ${templates.folder} || ' ' || ${templates.subject} || ' ' || ${templates.body}`;

/** Every word somewhere in its name, folder, subject or text; accents and case do not matter. */
function words(text: string, within: SQL = everywhere): SQL[] {
	const given = text.slice(0, 200).replaceAll("\0", " ").toWellFormed().split(/\s+/).filter(Boolean).slice(0, 8);
	const like = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;
	return given.map((word) => sql`fold(${within}) LIKE fold(${like(word)})`);
}

/** What there is to filter by, and how many are offered and put away. */
export async function templateFacets(): Promise<{ folders: string[]; languages: string[]; active: number; archived: number }> {
	const [folders, languages, [totals]] = await Promise.all([
		db().selectDistinct({ value: templates.folder }).from(templates).where(isNull(templates.archivedAt)).orderBy(asc(templates.folder)),
		db().selectDistinct({ value: templates.language }).from(templates).where(isNull(templates.archivedAt)).orderBy(asc(templates.language)),
		db()
			.select({ active: count(sql`CASE WHEN ${templates.archivedAt} IS NULL THEN 1 END`), archived: count(templates.archivedAt) })
			.from(templates),
	]);
	return {
		folders: folders.map(({ value }) => value).filter(Boolean),
		languages: languages.flatMap(({ value }) => value ?? []),
		active: totals?.active ?? 0,
		archived: totals?.archived ?? 0,
	};
}

export type OfferedTemplate = Pick<Template, "id" | "name" | "folder" | "language" | "subject" | "body" | "html"> & { files: string[] };

/** What its files are called, in their order. */
export const fileNames = sql<
	string[]
>`coalesce((SELECT json_agg(a.filename ORDER BY a.position, a.id) FROM attachments a WHERE a.template_id = templates.id), '[]')`;

/** Those that can be used on a channel, whole: the ones that are called so first, then those in the language, then the most used. At most 50. */
export function offeredTemplates(text: string, channel: Channel, language: string | null): Promise<OfferedTemplate[]> {
	const base = language?.split("-")[0] ?? "";
	return db()
		.select({
			id: templates.id,
			name: templates.name,
			folder: templates.folder,
			language: templates.language,
			subject: templates.subject,
			body: templates.body,
			html: templates.html,
			files: fileNames,
		})
		.from(templates)
		.where(conditions({ text, folder: null, channel, language: null, archived: false }))
		.orderBy(
			desc(sql`(${and(...words(text, sql`${templates.name}`)) ?? sql`true`}) IS TRUE`),
			desc(sql`CASE WHEN split_part(${templates.language}, '-', 1) = ${base} THEN 2 WHEN ${templates.language} IS NULL THEN 1 ELSE 0 END`),
			desc(templates.usedCount),
			asc(templates.name),
			asc(templates.id),
		)
		.limit(mostOffered);
}

/** What a customer speaks; null when nobody knows, or there is no such customer. */
export async function spokenBy(customerId: number): Promise<string | null> {
	const [customer] = await db().select({ language: customers.language }).from(customers).where(eq(customers.id, customerId));
	return customer?.language ?? null;
}

export type TemplateDetails = Omit<Template, "updatedAt" | "createdAt" | "archivedAt" | "lastUsedAt" | "createdBy" | "updatedBy"> & {
	archived: boolean;
	updatedAt: string;
	lastUsedAt: string | null;
	updatedBy: string | null;
	attachmentIds: number[];
};

/** Null when there is no such template. */
export async function templateDetails(id: number): Promise<TemplateDetails | null> {
	const [row] = await db()
		.select({ template: templates, by: users.name })
		.from(templates)
		.leftJoin(users, eq(users.id, templates.updatedBy))
		.where(eq(templates.id, id));
	if (!row) return null;
	const files = await ownedFiles(db(), { templateId: id });
	const { archivedAt, updatedAt, lastUsedAt, createdAt: _, createdBy: __, ...template } = row.template;
	return {
		...template,
		archived: archivedAt !== null,
		updatedAt: updatedAt.toISOString(),
		lastUsedAt: lastUsedAt?.toISOString() ?? null,
		updatedBy: row.by,
		attachmentIds: files.map((file) => file.id),
	};
}
