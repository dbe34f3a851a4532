import * as z from "zod/mini";

const conversationId = z.int().check(z.positive());
export const conversationSchema = z.object({ conversationId });
export const flagSchema = z.object({ conversationId, flagged: z.boolean() });
export const statusSchema = z.object({ conversationId, status: z.enum(["active", "archived"]) });
/** `upto`: the newest message id that the operator has seen. */
export const markReadSchema = z.object({ conversationId, upto: z.int().check(z.nonnegative()) });
export const undoMarkAllSchema = z.object({ upto: z.int(), previousUpto: z.int(), previousAt: z.iso.datetime() });
