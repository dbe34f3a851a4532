import "server-only";
import { asc, getTableColumns, isNull } from "drizzle-orm";
import { safeParse } from "zod/v4/core";
import { db, transaction } from "@/db";
import { templates } from "@/db/schema";
import { requireStaff, type UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { fileNames } from "./queries";
import { insertTemplate, type TemplateInput } from "./save";
import { importedTemplateSchema, mostImported } from "./schema";

/** `files`: what goes with it, by name alone: they have to be added again where it is brought in. */
export type TransferFile = { version: 1; templates: (Omit<TemplateInput, "attachmentIds"> & { files: string[] })[] };
/** `row` counts from 1. `field` is where it is wrong; "name": there is one of that name already, in the file or here. */
export type RowError = { row: number; name: string; field: string };
export type Imported = { imported: number; errors?: undefined } | { imported?: undefined; errors: RowError[] };

/** All that are offered, in the form in which they can be brought in again. */
export async function exportTemplates(): Promise<TransferFile> {
	const rows = await db()
		.select({ ...getTableColumns(templates), files: fileNames })
		.from(templates)
		.where(isNull(templates.archivedAt))
		.orderBy(asc(templates.folder), asc(templates.name), asc(templates.id));
	return {
		version: 1,
		templates: rows.map(({ name, folder, channel, language, subject, body, html, files }) => ({
			name,
			folder,
			channel,
			language,
			subject,
			text: body,
			html,
			files,
		})),
	};
}

/** Thrown to leave the transaction with nothing done. */
class Refused extends Error {
	constructor(readonly errors: RowError[]) {
		super("refused");
	}
}

/** Brings in all that is in a file, or nothing: every row that is wrong is named. Throws notTemplates for what is no such file. */
export async function importTemplates(file: string, actor: UserActor): Promise<Imported> {
	requireStaff(actor);
	const { valid, errors } = checkRows(rowsOf(file));
	if (errors.length > 0) return { errors };
	try {
		await transaction(async (tx) => {
			const taken: RowError[] = [];
			for (const [index, input] of valid.entries()) {
				try {
					await insertTemplate(tx, input, actor);
				} catch (error) {
					// Found before anything is written, so that the transaction goes on and finds the others.
					if (!(error instanceof DomainError && error.code === "templateNameTaken")) throw error;
					taken.push({ row: index + 1, name: input.name, field: "name" });
				}
			}
			if (taken.length > 0) throw new Refused(taken);
		});
	} catch (error) {
		if (error instanceof Refused) return { errors: error.errors };
		throw error;
	}
	return { imported: valid.length };
}

function rowsOf(file: string): unknown[] {
	const found = parsed(file);
	const rows = Array.isArray(found) ? found : typeof found === "object" && found !== null ? (found as { templates?: unknown }).templates : null;
	if (!Array.isArray(rows) || rows.length === 0) throw new DomainError("notTemplates");
	if (rows.length > mostImported) throw new DomainError("tooManyTemplates", { most: mostImported });
	return rows;
}

function parsed(file: string): unknown {
	try {
		return JSON.parse(file.replace(/^\uFEFF/, ""));
	} catch {
		throw new DomainError("notTemplates");
	}
}

function checkRows(rows: unknown[]): { valid: TemplateInput[]; errors: RowError[] } {
	const [valid, errors]: [TemplateInput[], RowError[]] = [[], []];
	for (const [index, row] of rows.entries()) {
		const checked = safeParse(importedTemplateSchema, row);
		if (checked.success) valid.push(checked.data);
		else errors.push({ row: index + 1, name: nameOf(row), field: String(checked.error.issues[0]?.path[0] ?? "") });
	}
	return { valid, errors };
}

function nameOf(row: unknown): string {
	const name = typeof row === "object" && row !== null ? (row as { name?: unknown }).name : null;
	return typeof name === "string" ? name.slice(0, 120) : "";
}
