import "server-only";
import { and, inArray, isNotNull } from "drizzle-orm";
import { db } from "@/db";
import { attachments } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import type { UploadedFile } from "./upload";

/**
 * Files that are here already, to be sent again (a forwarded mail's): copies of the rows, not of the bytes, that belong to whoever asks.
 * Throws fileGone when one of them is not there.
 */
export async function reuseFiles(ids: number[], actor: UserActor): Promise<UploadedFile[]> {
	if (ids.length === 0) return [];
	return db().transaction(async (tx) => {
		const found = await tx
			.select()
			.from(attachments)
			// Of a message only: what a note carries stays in the house.
			.where(and(inArray(attachments.id, ids), isNotNull(attachments.storageKey), isNotNull(attachments.messageId)))
			.for("share");
		const sources = ids.flatMap((id) => found.find((file) => file.id === id) ?? []);
		if (sources.length < ids.length) throw new DomainError("fileGone");
		const copies = sources.map(({ filename, contentType, size, sha256, storageKey }) => ({
			...{ filename, contentType, size, sha256, storageKey },
			uploadedBy: actor.user.id,
		}));
		return tx
			.insert(attachments)
			.values(copies)
			.returning({ id: attachments.id, filename: attachments.filename, contentType: attachments.contentType, size: attachments.size });
	});
}
