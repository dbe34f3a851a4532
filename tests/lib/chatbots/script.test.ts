import { describe, expect, test } from "vitest";
import type { Step } from "@/db/schema";
import { faultsOf } from "@/lib/chatbots/faults";

import { behaviourSchema } from "@/lib/chatbots/schema";
import { keptValue, mentions, play } from "@/lib/chatbots/script";

const greeting: Step[] = [
	{ id: "hello", type: "say", text: "Hola" },
	{
		...{ id: "what", type: "ask", text: "¿Qué necesitas?", otherwise: null },
		choices: [
			{ label: "Factura", goTo: "vat" },
			{ label: "Otra cosa", goTo: "person" },
		],
	},
	{ id: "vat", type: "collect", text: "¿Cuál es tu NIF?", field: "NIF" },
	{ id: "thanks", type: "say", text: "Gracias" },
	{ id: "put-away", type: "archive" },
	{ id: "pause", type: "wait", minutes: 5 },
	{ id: "person", type: "handOff", text: "Te paso con una persona" },
];
const says = (turn: ReturnType<typeof play>) => turn.actions.flatMap((action) => (action.type === "say" ? [action.text] : [action.type]));

describe("a script", () => {
	test("says, asks and waits for the answer", () => {
		const turn = play(greeting, null, "buenas");
		expect(says(turn)).toEqual(["Hola", "¿Qué necesitas?\n1. Factura\n2. Otra cosa"]);
		expect(turn.cursor).toEqual({ at: "what", asked: 1 });
	});
	test.each(["1", "1.", "factura", "Una FÁCTURA, por favor"])("takes %j for the first choice", (heard) => {
		expect(says(play(greeting, { at: "what", asked: 1 }, heard))).toEqual(["¿Cuál es tu NIF?"]);
	});
	test("asks three times, then goes on", () => {
		let cursor = play(greeting, null, "").cursor;
		const heard: string[] = [];
		for (let i = 0; i < 3; i++) {
			const turn = play(greeting, cursor, "¿?");
			heard.push(...says(turn));
			cursor = turn.cursor;
		}
		expect(heard.at(-1)).toBe("¿Cuál es tu NIF?");
		expect(heard.length).toBe(3);
	});
	test("keeps what was collected, and waits for the clock", () => {
		const turn = play(greeting, { at: "vat", asked: 1 }, " B123 ");
		expect(turn.actions[0]).toEqual({ type: "collect", field: "NIF", value: "B123" });
		expect(says(turn).slice(1)).toEqual(["Gracias", "archive"]);
		expect([turn.cursor?.at, turn.minutes]).toEqual(["pause", 5]);
		expect(says(play(greeting, turn.cursor, ""))).toEqual(["Te paso con una persona", "handOff"]);
	});
	test("a step that is gone ends it", () => {
		expect(play(greeting, { at: "nowhere", asked: 0 }, "x")).toEqual({ actions: [], cursor: null });
	});
	test("branches on whole words, accents ignored", () => {
		expect(mentions("¿Dónde está mi envío?", ["envio"])).toBe(true);
		expect(mentions("reenviados", ["envia"])).toBe(false);
	});
	test.each([
		["email", "es a@b.es gracias", "a@b.es"],
		["email", "no tengo", null],
		["phone", "al 600 111 222", "600 111 222"],
		["language", "it", "it"],
		["name", "  ", null],
	])("of %s in %j keeps %j", (field, heard, kept) => {
		expect(keptValue(field, heard)).toBe(kept);
	});
});

describe("a script's faults", () => {
	const say = (id: string): Step => ({ id, type: "say", text: id });
	const branch = (id: string, to: string | null, otherwise: string | null): Step => ({ id, type: "branch", cases: [{ words: ["x"], goTo: to }], otherwise });
	test("what a model is told may be long", () => {
		const ai = { type: "ai", baseUrl: "https://models.example/v1", model: "small", instructions: "x".repeat(8_000) };
		expect(behaviourSchema.safeParse(ai).success).toBe(true);
	});
	test("none", () => expect(faultsOf(greeting)).toEqual([]));
	test("a jump to nowhere", () => expect(faultsOf([branch("a", "b", "end")])).toEqual([{ stepId: "a", code: "unknownStep" }]));
	test("a step that is never reached", () =>
		expect(faultsOf([{ id: "a", type: "handOff", text: "" }, say("b")])).toEqual([{ stepId: "b", code: "unreachable" }]));
	test("a circle without a pause", () =>
		expect(faultsOf([say("a"), branch("b", "a", "end")])).toEqual([
			{ stepId: "a", code: "endlessLoop" },
			{ stepId: "b", code: "endlessLoop" },
		]));
	test("a circle that only waits would go on by itself for ever", () =>
		expect(faultsOf([say("a"), { id: "b", type: "wait", minutes: 60 }, branch("c", "a", "end")]).map(({ code }) => code)).toEqual(
			Array(3).fill("endlessLoop"),
		));
	test("a circle with a question is none", () =>
		expect(faultsOf([{ id: "a", type: "ask", text: "?", choices: [{ label: "again", goTo: "a" }], otherwise: "end" }])).toEqual([]));
});
