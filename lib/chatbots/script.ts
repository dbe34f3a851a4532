import type { Cursor, GoTo, Step } from "@/db/schema";

/** What a chatbot does. The same words whether a script, a model or another program thinks for it. */
export type Action =
	| { type: "say"; text: string }
	| { type: "collect"; field: string; value: string }
	| { type: "handOff" }
	| { type: "assign"; userId: number }
	| { type: "flag" }
	| { type: "archive" };

/** `cursor` null: it is over. `minutes`: it goes on by itself after so long; else once the customer has spoken. */
export type Turn = { actions: Action[]; cursor: Cursor | null; minutes?: number };

const mostSteps = 100;
const mostAsked = 3;

/** Plays a script from where it stands until it has to wait. `heard`: the customer's last words. Touches nothing. */
export function play(steps: readonly Step[], cursor: Cursor | null, heard: string, resumes = cursor !== null): Turn {
	const actions: Action[] = [];
	let at: string | null = cursor?.at ?? steps[0]?.id ?? null;
	let asked = cursor?.asked ?? 0;
	let answering = resumes;
	for (let played = 0; at !== null && played < mostSteps; played++) {
		const index = steps.findIndex((step) => step.id === at);
		const step = steps[index];
		if (!step) break;
		const below = steps[index + 1]?.id ?? null;
		const follow = (goTo: GoTo) => (goTo === "end" ? null : (goTo ?? below));
		switch (step.type) {
			case "say":
				actions.push({ type: "say", text: step.text });
				at = below;
				break;
			case "ask":
			case "collect": {
				if (!answering) {
					actions.push({ type: "say", text: step.type === "ask" ? question(step) : step.text });
					return { actions, cursor: { at, asked: asked + 1 } };
				}
				answering = false;
				const next = step.type === "ask" ? chosen(step, heard) : collected(step, heard, actions);
				if (next === undefined && asked < mostAsked) continue;
				at = next === undefined ? below : follow(next);
				asked = 0;
				break;
			}
			case "branch":
				at = follow(step.cases.find(({ words }) => mentions(heard, words))?.goTo ?? step.otherwise);
				break;
			case "wait":
				if (!answering) return { actions, cursor: { at, asked: 0 }, minutes: step.minutes };
				answering = false;
				at = below;
				break;
			case "handOff":
				if (step.text.trim()) actions.push({ type: "say", text: step.text });
				actions.push({ type: "handOff" });
				return { actions, cursor: null };
			case "assign":
				actions.push({ type: "assign", userId: step.userId });
				at = below;
				break;
			case "flag":
			case "archive":
				actions.push({ type: step.type });
				at = below;
				break;
		}
	}
	return { actions, cursor: null };
}

/** Whether a text has one of the words in it, accents and case ignored, as a whole word. */
export function mentions(text: string, words: readonly string[]): boolean {
	const heard = ` ${plain(text)} `;
	return words.some((word) => plain(word) !== "" && heard.includes(` ${plain(word)} `));
}

function plain(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

function question({ text, choices }: Extract<Step, { type: "ask" }>): string {
	return [text, ...choices.map(({ label }, i) => `${i + 1}. ${label}`)].join("\n");
}

/** By its number or its words. Undefined: not understood, to be asked again. */
function chosen({ choices, otherwise }: Extract<Step, { type: "ask" }>, heard: string): GoTo | undefined {
	if (choices.length === 0) return null;
	const number = /^\s*(\d{1,2})\b/.exec(heard)?.[1];
	const choice = choices[Number(number) - 1] ?? choices.find(({ label }) => mentions(heard, [label]));
	if (choice) return choice.goTo;
	return otherwise ?? undefined;
}

function collected({ field }: Extract<Step, { type: "collect" }>, heard: string, actions: Action[]): GoTo | undefined {
	const value = keptValue(field, heard);
	if (!value) return undefined;
	actions.push({ type: "collect", field, value });
	return null;
}

/** What of an answer is kept in a field; null when there is nothing of the kind in it. */
export function keptValue(field: string, heard: string): string | null {
	const line = heard.replace(/\s+/g, " ").trim();
	if (field === "email") return /[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;.]+/.exec(line)?.[0].toLowerCase() ?? null;
	if (field === "phone") return /\+?\d[\d\s().-]{6,20}\d/.exec(line)?.[0] ?? null;
	if (field === "language") return /^[a-z]{2,3}(-[a-z0-9]{2,8})?$/i.test(line) ? line.toLowerCase() : null;
	return line.slice(0, 200) || null;
}
