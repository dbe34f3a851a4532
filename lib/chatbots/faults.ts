import type { GoTo, Step } from "@/db/schema";

/** What is wrong with a script, and at which step. */
export type Fault = { stepId: string; code: "unknownStep" | "unreachable" | "endlessLoop" };

/** Whether a step hands the turn over to the customer. A circle without one would never end: with a wait in it, it would only be slower. */
const pauses = (step: Step) => step.type === "ask" || step.type === "collect";

/** Dead ends and endless loops of a script; empty when it can be played. */
export function faultsOf(steps: readonly Step[]): Fault[] {
	const byId = new Map(steps.map((step) => [step.id, step]));
	const nexts = new Map(steps.map((step, i) => [step.id, exits(step).map((goTo) => (goTo === null ? (steps[i + 1]?.id ?? "end") : goTo))]));
	const reached = new Set<string>();
	const queue = steps[0] ? [steps[0].id] : [];
	for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
		if (reached.has(id) || !byId.has(id)) continue;
		reached.add(id);
		queue.push(...(nexts.get(id) ?? []));
	}
	return steps.flatMap((step): Fault[] => {
		const unknown = (nexts.get(step.id) ?? []).some((id) => id !== "end" && !byId.has(id));
		return [
			...(unknown ? [{ stepId: step.id, code: "unknownStep" as const }] : []),
			...(reached.has(step.id) ? [] : [{ stepId: step.id, code: "unreachable" as const }]),
			...(circles(step.id, byId, nexts) ? [{ stepId: step.id, code: "endlessLoop" as const }] : []),
		];
	});
}

/** Whether a way leads from a step back to itself without a word of the customer's. */
function circles(from: string, byId: Map<string, Step>, nexts: Map<string, string[]>): boolean {
	const seen = new Set<string>();
	const queue = [from];
	for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
		const step = byId.get(id);
		if (!step || pauses(step)) continue;
		for (const next of nexts.get(id) ?? []) {
			if (next === from) return true;
			if (!seen.has(next)) queue.push(next);
			seen.add(next);
		}
	}
	return false;
}

function exits(step: Step): GoTo[] {
	if (step.type === "handOff") return ["end"];
	if (step.type === "ask") return [...step.choices.map(({ goTo }) => goTo), step.otherwise];
	if (step.type === "branch") return [...step.cases.map(({ goTo }) => goTo), step.otherwise];
	return [null];
}
