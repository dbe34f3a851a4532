import * as z from "zod/mini";
import type { Channel, TranslationProvider } from "@/db/schema";

/** Those of db/schema: this file reaches the browser, that one does not. */
export const channels = ["email", "sms", "whatsapp", "chat"] as const satisfies readonly Channel[];
export const translationProviders = ["deepl", "libretranslate", "apertium", "openai"] as const satisfies readonly TranslationProvider[];

const language = z.string().check(z.regex(/^[a-z]{2}(-[A-Z]{2})?$/));
const line = (most: number) => z.string().check(z.trim(), z.maxLength(most), z.regex(/^[^\p{Cc}]*$/u));

export const translationSettingsSchema = z.object({
	/** Null: nothing is translated. */
	provider: z.nullable(z.enum(translationProviders)),
	url: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).check(z.maxLength(500))]),
	/** Null: the one that is kept already. */
	key: z.nullable(line(1_000)),
	model: line(200),
	language,
	channels: z.array(z.enum(channels)),
});
export type TranslationGiven = z.output<typeof translationSettingsSchema>;

const id = z.int().check(z.positive());
export const translateMessageSchema = z.object({ messageId: id });
const written = { text: z.string().check(z.maxLength(100_000)), html: z.nullable(z.string().check(z.maxLength(500_000))) };
/** Of an answer, or of what begins a conversation. */
export const previewSchema = z.union([
	z.object({ conversationId: id, ...written }),
	z.object({ customerId: id, channel: z.enum(channels), subject: z.string().check(z.maxLength(998)), ...written }),
]);
