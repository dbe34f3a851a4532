import * as z from "zod/mini";
import { bulkLimit } from "./limits";

const conversationId = z.int().check(z.positive());
export const conversationSchema = z.object({ conversationId });
export const flagSchema = z.object({ conversationId, flagged: z.boolean() });
export const statusSchema = z.object({ conversationId, status: z.enum(["active", "archived"]) });
/** `upto`: the newest message id that the operator has seen. */
export const markReadSchema = z.object({ conversationId, upto: z.int().check(z.nonnegative()) });
export const undoMarkAllSchema = z.object({ upto: z.int(), previousUpto: z.int(), previousAt: z.iso.datetime() });

export const conversationIds = z.array(conversationId).check(z.minLength(1), z.maxLength(bulkLimit));
export const manySchema = z.object({ conversationIds });
export const flagManySchema = z.object({ conversationIds, flagged: z.boolean() });
export const statusManySchema = z.object({ conversationIds, status: z.enum(["active", "archived"]) });
/** `until`: ISO 8601; null brings them back. */
export const snoozeSchema = z.object({ conversationIds, until: z.nullable(z.iso.datetime()) });
export const moveSchema = z.object({ conversationIds, inboxId: z.int().check(z.positive()) });
export const spamSchema = z.object({ conversationIds, spam: z.boolean() });
export const blockSchema = z.object({ customerIds: conversationIds, blocked: z.boolean() });
export const readManySchema = z.object({ seen: z.array(markReadSchema).check(z.minLength(1), z.maxLength(bulkLimit)) });
