import * as z from "zod/mini";
import { faultsOf } from "./faults";

const id = z.int().check(z.positive());
const words = z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(60))).check(z.minLength(1), z.maxLength(50));
const said = z.string().check(z.trim(), z.minLength(1), z.maxLength(2_000));
const instructions = z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000));
const minutes = z.int().check(z.minimum(1), z.maximum(7 * 24 * 60));
const stepId = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/));
const goTo = z.nullable(stepId);
const language = z.string().check(z.regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, "language"));
const address = z.url({ protocol: /^https?$/ }).check(z.maxLength(500));

export const triggerSchema = z.discriminatedUnion("type", [
	z.object({ type: z.literal("always") }),
	z.object({ type: z.literal("first") }),
	z.object({ type: z.literal("keywords"), words }),
	z.object({ type: z.literal("closed") }),
	z.object({ type: z.literal("unanswered"), minutes }),
]);

export const stepSchema = z.discriminatedUnion("type", [
	z.object({ id: stepId, type: z.literal("say"), text: said }),
	z.object({
		...{ id: stepId, type: z.literal("ask"), text: said, otherwise: goTo },
		choices: z.array(z.object({ label: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)), goTo })).check(z.maxLength(10)),
	}),
	z.object({ id: stepId, type: z.literal("collect"), text: said, field: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)) }),
	z.object({ id: stepId, type: z.literal("branch"), otherwise: goTo, cases: z.array(z.object({ words, goTo })).check(z.minLength(1), z.maxLength(20)) }),
	z.object({ id: stepId, type: z.literal("wait"), minutes }),
	z.object({ id: stepId, type: z.literal("handOff"), text: z.string().check(z.trim(), z.maxLength(2_000)) }),
	z.object({ id: stepId, type: z.literal("assign"), userId: id }),
	z.object({ id: stepId, type: z.literal("flag") }),
	z.object({ id: stepId, type: z.literal("archive") }),
]);

const steps = z.array(stepSchema).check(
	z.minLength(1),
	z.maxLength(100),
	z.refine((all) => new Set(all.map((step) => step.id)).size === all.length),
	z.refine((all) => faultsOf(all).length === 0, "faultyScript"),
);

export const behaviourSchema = z.discriminatedUnion("type", [
	z.object({ type: z.literal("script"), steps }),
	z.object({ type: z.literal("ai"), baseUrl: address, model: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)), instructions }),
	z.object({ type: z.literal("external"), url: address }),
]);

export const chatbotSchema = z.object({
	id: z.nullable(id),
	name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
	emoji: z.string().check(z.trim(), z.minLength(1), z.maxLength(16)),
	channels: z.array(z.enum(["email", "sms", "whatsapp", "chat"])).check(z.minLength(1)),
	languages: z.array(language).check(z.maxLength(20)),
	trigger: triggerSchema,
	behaviour: behaviourSchema,
	/** Null: the one that is kept already. */
	secret: z.nullable(z.string().check(z.minLength(1), z.maxLength(1_000))),
	enabled: z.boolean(),
	/** The state that was changed, by its time. */
	seen: z.optional(z.string().check(z.maxLength(40))),
});
export type ChatbotGiven = z.output<typeof chatbotSchema>;

export const turnSchema = z.object({ id, enabled: z.boolean() });
export const removeSchema = z.object({ id });
export const inConversationSchema = z.object({ conversationId: id, chatbotId: id });
/** `hours`: for how long; null until it is unblocked. */
export const blockBotSchema = z.object({ conversationId: id, chatbotId: id, blocked: z.boolean(), hours: z.nullable(z.union([z.literal(1), z.literal(24)])) });
