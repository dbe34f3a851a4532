import * as z from "zod/mini";

const id = z.int().check(z.positive());

/** Files that were uploaded to go with a message or note: more than one may carry, so that the refusal is a sentence about files. */
export const attachmentIds = z.array(id).check(z.maxLength(20));

export const discardSchema = z.object({ id });
export const reuseSchema = z.object({ ids: attachmentIds });
