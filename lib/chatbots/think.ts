import "server-only";
import type { Chatbot, ChatbotRun } from "@/db/schema";
import { unseal } from "@/lib/secrets";
import { callOut } from "./call-out";
import { askModel } from "./model";
import { play, type Turn } from "./script";
import type { Situation } from "./situation";

/** Whoever thinks for a chatbot could not be asked, or answered nothing that can be used. */
export class ThinkingFailed extends Error {}

type Thinking = Pick<Chatbot, "behaviour" | "sealedSecret" | "name"> & { id: number };

/** What a chatbot does next. Changes nothing. Throws ThinkingFailed. */
export async function think(
	{ id, name, behaviour, sealedSecret }: Thinking,
	run: Pick<ChatbotRun, "id" | "turn" | "cursor">,
	situation: Situation,
): Promise<Turn> {
	const secret = sealedSecret === null ? null : unseal(sealedSecret);
	switch (behaviour.type) {
		case "script":
			return play(behaviour.steps, run.cursor, situation.heard);
		case "ai":
			return { actions: await askModel(behaviour, secret, situation).catch(failed), cursor: null };
		case "external":
			return {
				actions: await callOut(behaviour.url, secret ?? "", { id: `run-${run.id}-${run.turn}`, chatbot: { id, name } }, situation).catch(failed),
				cursor: null,
			};
	}
}

function failed(error: unknown): never {
	throw new ThinkingFailed(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
