import * as z from "zod/mini";

/** What a condition may ask about, and by which words. */
export const conditionFields = {
	channel: "choice",
	inbox: "choice",
	source: "choice",
	sourceName: "text",
	subject: "text",
	message: "text",
	language: "choice",
	tag: "choice",
	company: "text",
	email: "text",
	flagged: "yes",
	assigned: "yes",
} as const;
export type ConditionField = keyof typeof conditionFields;
export const fieldNames = Object.keys(conditionFields) as ConditionField[];
export const operators = { choice: ["is", "isNot"], text: ["contains", "containsNot", "is", "isNot"], yes: ["is"] } as const;
export type Operator = "is" | "isNot" | "contains" | "containsNot";

const id = z.int().check(z.positive());
const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const nullableWord = z.pipe(
	z.nullish(z.string().check(z.trim(), z.maxLength(80))),
	z.transform((value) => value || null),
);

export const triggerSchema = z.discriminatedUnion("type", [
	z.object({ type: z.literal("conversation_created") }),
	z.object({ type: z.literal("message_received") }),
	z.object({ type: z.literal("form_submitted"), formId: z.nullable(id) }),
	z.object({ type: z.literal("customer_created") }),
	z.object({ type: z.literal("customer_tagged"), tag: nullableWord }),
	z.object({ type: z.literal("unanswered"), hours: z.number().check(z.gte(0.25), z.lte(720)) }),
	z.object({ type: z.literal("archived") }),
]);

const condition = z
	.object({ field: z.enum(fieldNames), op: z.enum(["is", "isNot", "contains", "containsNot"]), value: words(200) })
	.check(z.refine(({ field, op }) => (operators[conditionFields[field]] as readonly Operator[]).includes(op), { message: "choice", path: ["op"] }));

const userIds = z.array(id).check(z.minLength(1), z.maxLength(20));
export const actionSchema = z.discriminatedUnion("type", [
	z.object({ type: z.literal("start"), channel: z.enum(["email", "sms", "whatsapp"]), templateId: id }),
	z.object({ type: z.literal("reply"), text: words(10_000) }),
	z.object({ type: z.literal("note"), text: words(10_000) }),
	z.object({ type: z.literal("assign"), userIds }),
	z.object({ type: z.literal("notify"), userIds, text: words(2_000) }),
	z.object({ type: z.literal("flag") }),
	z.object({ type: z.literal("archive") }),
	z.object({ type: z.literal("runChatbot"), chatbotId: id }),
	z.object({ type: z.literal("blockChatbot"), chatbotId: id, hours: z.nullable(z.int().check(z.positive(), z.lte(8760))) }),
	z.object({ type: z.literal("webhook"), url: z.url({ protocol: /^https?$/ }).check(z.maxLength(2_000)) }),
]);

const fields = {
	name: words(120),
	trigger: triggerSchema,
	match: z.enum(["all", "any"]),
	conditions: z.array(condition).check(z.maxLength(20)),
	actions: z.array(actionSchema).check(
		z.minLength(1),
		z.maxLength(20),
		// It answers one thing with one conversation: this is no tool for campaigns.
		z.refine((actions) => actions.filter(({ type }) => type === "start").length <= 1, "oneStart"),
	),
	hourlyCap: z.int().check(z.positive(), z.lte(1000)),
};
export const createAutomationSchema = z.object(fields);
/** `seen`: the state that was changed, by its time. */
export const updateAutomationSchema = z.object({ automationId: id, seen: z.string().check(z.maxLength(40)), ...fields });
export const automationSchema = z.object({ automationId: id });
export const enableSchema = z.object({ automationId: id, enabled: z.boolean() });
export const orderSchema = z.object({ automationIds: z.array(id).check(z.maxLength(500)) });
/** The form as it stands, kept or not. */
export const dryRunSchema = z.object({ conversationId: id, match: fields.match, conditions: fields.conditions, actions: fields.actions });
export type AutomationInput = z.infer<typeof createAutomationSchema>;
