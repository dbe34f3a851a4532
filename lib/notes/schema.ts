import * as z from "zod/mini";
import { attachmentIds } from "@/lib/attachments/schema";
import { draftRevisions } from "@/lib/drafts/schema";

const id = z.int().check(z.positive());
const text = z.string().check(z.trim(), z.maxLength(20_000));
/** Users whom the text names. */
const mentions = z.optional(z.array(id).check(z.maxLength(50)));

export const noteSchema = z.object({
	conversationId: id,
	clientKey: z.uuid(),
	text,
	mentions,
	attachmentIds: z._default(attachmentIds, []),
	/** Of the draft that it was written as, which is then no more. */
	revisions: draftRevisions,
});
export const editNoteSchema = z.object({ noteId: id, text: text.check(z.minLength(1)), mentions });
export const deleteNoteSchema = z.object({ noteId: id });
