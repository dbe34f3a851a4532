import * as z from "zod/mini";

const id = z.int().check(z.positive());
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000));
/** Users whom the text names. */
const mentions = z.optional(z.array(id).check(z.maxLength(50)));

export const noteSchema = z.object({ conversationId: id, clientKey: z.uuid(), text, mentions });
export const editNoteSchema = z.object({ noteId: id, text, mentions });
export const deleteNoteSchema = z.object({ noteId: id });
