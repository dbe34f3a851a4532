import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Attachment, attachments } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { type FileRules, refusalOf } from "@/lib/channels/file-rules";
import { DomainError } from "@/lib/errors";
import type { FileOwner } from "./store";
import { unsent } from "./unsent";

export type Uploads = { listed: Attachment[]; inline: Attachment[] };

/**
 * Locks what somebody uploaded and now sends: `listed` in the order given, `inline` shown within the text. Throws fileGone for what is not
 * theirs, was sent already or swept, and what the rules refuse.
 */
export async function loadUploads(tx: Transaction, ids: { listed: number[]; inline: number[] }, rules: FileRules, actor: UserActor): Promise<Uploads> {
	const inlineIds = new Set(ids.inline);
	const listedIds = [...new Set(ids.listed)].filter((id) => !inlineIds.has(id));
	const wanted = [...listedIds, ...inlineIds];
	if (wanted.length === 0) return { listed: [], inline: [] };
	const found = await tx
		.select()
		.from(attachments)
		.where(and(inArray(attachments.id, wanted), eq(attachments.uploadedBy, actor.user.id), unsent))
		.orderBy(attachments.id)
		.for("update");
	const byId = new Map(found.map((file) => [file.id, file]));
	if (byId.size < wanted.length) throw new DomainError("fileGone");
	const pick = (list: Iterable<number>) => [...list].flatMap((id) => byId.get(id) ?? []);
	const uploads = { listed: pick(listedIds), inline: pick(inlineIds) };
	const refusal = refusalOf(uploads.listed, rules, uploads.inline);
	if (refusal) throw new DomainError(refusal.code, refusal.params);
	return uploads;
}

/** Makes loaded uploads the files of a message or a note, for good; or of a template. */
export async function attachUploads(tx: Transaction, { listed, inline }: Uploads, owner: FileOwner | { noteId: number }): Promise<void> {
	for (const [position, file] of [...listed, ...inline].entries()) {
		const isInline = position >= listed.length;
		await tx
			.update(attachments)
			.set({ ...owner, position, inline: isInline, contentId: isInline ? contentIdOf(file) : null })
			.where(eq(attachments.id, file.id));
	}
}

/** The Content-ID (RFC 2392) that a picture within the text goes by. */
export function contentIdOf({ id }: Pick<Attachment, "id">): string {
	return `picture-${id}@message-center`;
}
