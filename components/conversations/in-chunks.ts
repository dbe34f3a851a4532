import type { ActionResult } from "@/lib/action";
import type { BulkResult } from "@/lib/conversations/bulk";

/** What became of all of them. `error`: the first refusal's sentence (null: no answer came). */
export type Outcome = { changed: Set<number>; missing: number; failed: number; error: string | null };

/**
 * Sends many in several requests, one after the other. `send` is called for every chunk at once, and must not begin before `turn`: so that what is
 * to happen shows at once. One chunk that fails stops no other.
 */
export async function inChunks<T>(
	items: readonly T[],
	size: number,
	send: (chunk: T[], turn: Promise<unknown>) => Promise<ActionResult<BulkResult> | null>,
	onProgress: (done: number) => void,
): Promise<Outcome> {
	const outcome: Outcome = { changed: new Set(), missing: 0, failed: 0, error: null };
	let turn: Promise<unknown> = Promise.resolve();
	let done = 0;
	for (let start = 0; start < items.length; start += size) {
		const chunk = items.slice(start, start + size);
		turn = send(chunk, turn).then((answer) => {
			done += chunk.length;
			onProgress(done);
			if (!answer?.ok) {
				outcome.failed += chunk.length;
				outcome.error ??= answer?.error ?? null;
				return;
			}
			for (const id of answer.data.changed) outcome.changed.add(id);
			outcome.missing += answer.data.missing;
		});
	}
	await turn;
	return outcome;
}
