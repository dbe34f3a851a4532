import * as z from "zod/mini";
import type { NotificationKind } from "@/db/schema";

/** How a user can be told outside of the application; inside of it they always are. */
export const ways = ["email", "push"] as const;
export type Way = (typeof ways)[number];

const both = z.object({ email: z.boolean(), push: z.boolean() });
const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** What a user wants to be told of by which way, and between which hours of their day by none. */
export const choicesSchema = z.object({
	kinds: z.object({ assigned: both, answered: both, mentioned: both, failed: both, unsnoozed: both } satisfies Record<NotificationKind, typeof both>),
	quiet: z.nullable(z.object({ from: time, to: time })),
});
export type Choices = z.infer<typeof choicesSchema>;
export type QuietHours = NonNullable<Choices["quiet"]>;

export const defaultChoices: Choices = {
	kinds: {
		assigned: { email: true, push: true },
		answered: { email: true, push: true },
		mentioned: { email: true, push: true },
		failed: { email: true, push: true },
		unsnoozed: { email: false, push: true },
	},
	quiet: null,
};

/** What is kept with a user, or what is usual where they have not chosen. */
export function readChoices(preferences: Record<string, unknown>): Choices {
	const read = z.safeParse(choicesSchema, preferences.notifications);
	return read.success ? read.data : defaultChoices;
}
