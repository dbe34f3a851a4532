import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import type { UserActor } from "@/lib/actor";
import { assignConversation } from "@/lib/assignments/assign";
import { setFlag } from "@/lib/conversations/flag";
import { markAllRead } from "@/lib/conversations/mark-all-read";
import { markRead, markUnread } from "@/lib/conversations/read";
import { setStatus } from "@/lib/conversations/status";
import { addNote } from "@/lib/notes/add";
import type { Cast } from "./cast";
import { hear } from "./hear";
import { conversationOf, follow, type Scene, sceneOf } from "./scene";
import { type Act, type Step, schedule, sweptAt } from "./schedule";
import { answer, settle, speak } from "./speak";
import type { Story } from "./story";

/** Everything that a step wrote to timelines has an id above that of the mark before it, up to `upto`, and happened at `at`. */
export type Mark = { upto: number; at: Date };
/** `sent`: the messages whose receipts are still to come. */
type Play = { cast: Cast; now: number; sent: { scene: Scene; messageId: number; at: number }[] };

/** What was sent longer ago than this (milliseconds) has had its receipt; the rest stays queued and really goes to the sandbox. */
const settledAfter = 3_600_000;

/** Plays all stories, step by step in the order in which they happened. Answers what happened when. */
export async function play(stories: Story[], cast: Cast, now: number): Promise<Mark[]> {
	const scenes = stories.map((story, index) => sceneOf(story, index, cast));
	const running: Play = { cast, now, sent: [] };
	const marks: Mark[] = [];
	for (const step of schedule(stories, now)) {
		const scene = scenes[step.story];
		await (scene ? perform(running, scene, step) : sweep(step.act, cast));
		const newest = await newestIds();
		if (scene && (step.act.kind === "customer" || step.act.kind === "bot" || step.act.kind === "automation")) follow(scene, newest.conversationId);
		marks.push({ upto: newest.id, at: new Date(step.at) });
	}
	// Receipts draw no ids, so that their order does not matter: they come together.
	await Promise.all(running.sent.filter(({ at }) => at < now - settledAfter).map(({ scene, messageId }) => settle(scene, messageId)));
	return marks;
}

async function sweep(act: Act, cast: Cast): Promise<void> {
	if (act.kind === "reads all") await markAllRead(cast.actors[act.by]);
}

async function perform(running: Play, scene: Scene, { act, at }: Step): Promise<void> {
	if (act.kind === "customer") return hear(scene, act, at);
	if (act.kind === "bot") return speak(scene, "chatbot", act.text);
	if (act.kind === "automation") return speak(scene, "automation", act.text);
	const actor = running.cast.actors[act.by];
	// Whoever does something in a conversation has seen it; what they swept away later need not be marked one by one.
	if (at > sweptAt(act.by, running.now)) await markRead(conversationOf(scene), Number.MAX_SAFE_INTEGER, actor);
	if (act.kind === "reply") running.sent.push({ scene, at, ...(await answer(scene, act.text, actor, at)) });
	else await handle(conversationOf(scene), act, actor, running.cast);
}

async function handle(conversationId: number, act: Act, actor: UserActor, cast: Cast): Promise<void> {
	switch (act.kind) {
		case "note":
			await addNote({ conversationId, clientKey: randomUUID(), text: act.text }, actor);
			break;
		case "assigns":
			await assignConversation(
				conversationId,
				act.to.map((key) => cast.actors[key].user.id),
				actor,
			);
			break;
		case "flags":
		case "unflags":
			await setFlag(conversationId, act.kind === "flags", actor);
			break;
		case "archives":
		case "reopens":
			await setStatus(conversationId, act.kind === "archives" ? "archived" : "active", actor);
			break;
		case "marks unread":
			await markUnread(conversationId, actor);
	}
}

async function newestIds(): Promise<{ id: number; conversationId: number }> {
	const [row] = await db().execute<{ id: string; conversation: string | null }>(
		sql`SELECT last_value AS id, (SELECT conversation_id FROM messages ORDER BY messages.id DESC LIMIT 1) AS conversation FROM timeline_id`,
	);
	return { id: Number(row?.id), conversationId: Number(row?.conversation) };
}
