import type { Behaviour, Step } from "@/db/schema";
import type { EditableChatbot } from "@/lib/chatbots/queries";
import type { ChatbotGiven } from "@/lib/chatbots/schema";

export type BotDraft = Omit<ChatbotGiven, "secret" | "seen"> & { secret: string };
export const channels = ["email", "sms", "whatsapp"] as const;
export const triggerTypes = ["always", "first", "keywords", "closed", "unanswered"] as const;
export const stepTypes = ["say", "ask", "collect", "branch", "wait", "handOff", "assign", "flag", "archive"] as const;
export const behaviourTypes = ["script", "ai", "external"] as const;

/** A new one greets, and hands over. */
export function draftOf(bot: EditableChatbot | null, hello: string): BotDraft {
	if (bot) {
		const { id, name, emoji, channels, languages, trigger, behaviour, enabled } = bot;
		return { id, name, emoji, channels, languages, trigger, behaviour, enabled, secret: "" };
	}
	const steps: Step[] = [
		{ id: "s1", type: "say", text: hello },
		{ id: "s2", type: "handOff", text: "" },
	];
	const behaviour: Behaviour = { type: "script", steps };
	return { id: null, name: "", emoji: "🤖", channels: [...channels], languages: [], trigger: { type: "first" }, behaviour, enabled: false, secret: "" };
}

export function triggerOf(type: (typeof triggerTypes)[number]): BotDraft["trigger"] {
	if (type === "keywords") return { type, words: [] };
	return type === "unanswered" ? { type, minutes: 30 } : { type };
}

export function behaviourOf(type: (typeof behaviourTypes)[number], hello: string): Behaviour {
	if (type === "ai") return { type, baseUrl: "", model: "", instructions: "" };
	return type === "external" ? { type, url: "" } : { type, steps: [{ id: "s1", type: "say", text: hello }] };
}

/** A step of that kind, under an id that none of `steps` has. */
export function newStep(type: Step["type"], steps: readonly Step[], userId: number): Step {
	const taken = steps.map((step) => Number(/^s(\d+)$/.exec(step.id)?.[1] ?? 0));
	const id = `s${Math.max(0, ...taken) + 1}`;
	switch (type) {
		case "say":
			return { id, type, text: "" };
		case "ask":
			return { id, type, text: "", choices: [{ label: "", goTo: null }], otherwise: null };
		case "collect":
			return { id, type, text: "", field: "name" };
		case "branch":
			return { id, type, cases: [{ words: [], goTo: null }], otherwise: null };
		case "wait":
			return { id, type, minutes: 10 };
		case "handOff":
			return { id, type, text: "" };
		case "assign":
			return { id, type, userId };
		default:
			return { id, type };
	}
}

/** What was typed between commas. */
export const wordsIn = (text: string) =>
	text
		.split(",")
		.map((word) => word.trim())
		.filter(Boolean);
