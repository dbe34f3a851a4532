import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db";
import { attachments, type Channel } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { attachUploads, loadUploads } from "@/lib/attachments/attach";
import { ownedFiles } from "@/lib/attachments/store";
import { anyFile, refusalOf } from "@/lib/channels/file-rules";
import { writing } from "@/lib/channels/writing";
import { DomainError } from "@/lib/errors";

type Given = { channel: Channel | null; attachmentIds?: number[] };

/** Makes these the files of a (locked) template; those that it had beside them go. Throws fileGone, and what its channel refuses. */
export async function keepFiles(tx: Transaction, templateId: number, { channel, attachmentIds: ids }: Given, actor: UserActor): Promise<void> {
	if (!ids) return;
	const rules = channel ? writing[channel].files : anyFile;
	const had = await ownedFiles(tx, { templateId });
	const kept = had.filter(({ id }) => ids.includes(id));
	const gone = had.filter((file) => !kept.includes(file)).map(({ id }) => id);
	if (gone.length > 0) await tx.delete(attachments).where(inArray(attachments.id, gone));
	const added = await loadUploads(tx, { listed: ids.filter((id) => !kept.some((file) => file.id === id)), inline: [] }, rules, actor);
	const refusal = refusalOf([...kept, ...added.listed], rules);
	if (refusal) throw new DomainError(refusal.code, refusal.params);
	await attachUploads(tx, added, { templateId });
	for (const [position, id] of ids.entries()) await tx.update(attachments).set({ position }).where(eq(attachments.id, id));
}
