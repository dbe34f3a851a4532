import type { Draft as Kept } from "@/lib/drafts/queries";
import type { Answering } from "@/lib/messages/recipients";
import type { Draft } from "./drafts";

/** What can be done to the form of an answer from outside. */
export type ReplyHandle = {
	/** Answers or passes on; a message that was picked, else the newest. */
	answer(answering: Answering): void;
	change(part: Partial<Draft>): void;
	/** What was undone is written again. */
	takeBack(draft: Kept): void;
};
