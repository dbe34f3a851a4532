import * as z from "zod/mini";
import { behaviourSchema } from "./schema";

const id = z.int().check(z.positive());
export const trySchema = z.object({
	id: z.nullable(id),
	behaviour: behaviourSchema,
	said: z.array(z.object({ by: z.enum(["customer", "us"]), text: z.string().check(z.maxLength(4_000)) })).check(z.maxLength(100)),
	cursor: z.nullable(z.object({ at: z.string(), asked: z.int() })),
	/** False: begin, though a cursor is known. */
	resumes: z.boolean(),
});
export type Tried = z.output<typeof trySchema>;
export const articleSchema = z.object({
	id: z.nullable(id),
	title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
	body: z.string().check(z.trim(), z.minLength(1), z.maxLength(50_000)),
	/** The state that was changed, by its time. */
	seen: z.optional(z.string().check(z.maxLength(40))),
});
export type ArticleGiven = z.output<typeof articleSchema>;
export const moveBotSchema = z.object({ id, by: z.union([z.literal(-1), z.literal(1)]) });
