import { createHash } from "node:crypto";
import type { Inbox } from "@/db/schema";
import type { Cast } from "./cast";
import { customers } from "./customers";
import type { Quoted } from "./mail";
import type { Story, Stranger } from "./story";

/** A story while it is played. */
export type Scene = {
	story: Story;
	/** Its place among the stories: what ids of messages are made of. */
	index: number;
	person: Stranger & { chat?: string };
	inbox: Inbox;
	conversationId: number | null;
	/** How many messages the customer has written. */
	said: number;
	/** The Message-ID of the customer's last mail, without angle brackets. */
	lastMailId: string | null;
	/** Our last answer. */
	answer: Quoted | null;
};

export function sceneOf(story: Story, index: number, cast: Cast): Scene {
	const person = typeof story.who === "string" ? customers[story.who] : story.who;
	return { story, index, person, inbox: cast.inboxes[story.to], conversationId: null, said: 0, lastMailId: null, answer: null };
}

/** The conversation that the story's newest message went to must be the one it goes on in. */
export function follow(scene: Scene, conversationId: number): void {
	if (scene.conversationId !== null && scene.conversationId !== conversationId) throw new Error(`«${scene.story.turns[0]}» fell apart into two conversations`);
	scene.conversationId = conversationId;
}

export function conversationOf(scene: Scene): number {
	if (scene.conversationId === null) throw new Error(`«${scene.story.turns[0]}» has not begun`);
	return scene.conversationId;
}

/** 32 hexadecimal digits that are the same in every run. */
export const digits = (...parts: (string | number)[]) => createHash("sha256").update(parts.join(" ")).digest("hex").slice(0, 32);
