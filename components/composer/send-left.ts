import { browserStore, type Store } from "./drafts";
import { type LeftPlace, placesLeft, storedKeys } from "./letters-left";
import { type Letter, type Outcome, openOutboxes, readLetters, writeLetters } from "./outbox";
import { postNote } from "./post-note";
import { postReply } from "./post-reply";

/** Where something was refused, or somebody has answered since: it stays, and whoever wrote it decides once they open it. */
export type LeftBehind = { conversationId: number; clientKey: string };
type Post = (conversationId: number, letter: Letter) => Promise<Outcome>;
const posts: Record<LeftPlace["mode"], Post> = { reply: postReply, note: postNote };

/**
 * Sends what could not be sent and whose conversation is not open, in the order of writing, under the keys by which the server knows it:
 * another window that does the same sends nothing twice. Throws when nobody answers.
 */
export async function sendLeft(userId: number, store: Store | null = browserStore(), keys = storedKeys(), post = posts): Promise<LeftBehind[]> {
	const behind: LeftBehind[] = [];
	for (const { key, conversationId, mode } of placesLeft(userId, keys)) {
		for (const letter of readLetters(store, key)) {
			if (openOutboxes.has(key)) break;
			const outcome = await post[mode](conversationId, letter);
			if ("sent" in outcome) {
				const left = readLetters(store, key).filter(({ clientKey }) => clientKey !== letter.clientKey);
				writeLetters(store, key, left);
			} else {
				behind.push({ conversationId, clientKey: letter.clientKey });
				break;
			}
		}
	}
	return behind;
}
