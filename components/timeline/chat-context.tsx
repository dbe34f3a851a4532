"use client";

import { createContext, type ReactNode, type RefObject, useContext } from "react";
import type { Draft } from "@/lib/drafts/queries";
import type { Answering } from "@/lib/messages/recipients";
import type { ListedUser } from "@/lib/users/queries";
import type { Writing } from "@/lib/users/writing";
import type { Card } from "./timeline-api";
import type { TimelineStore } from "./timeline-store";
import type { EditCard, ShowOnCard } from "./use-card";

type Me = { id: number; name: string };
export type Chat = Card & {
	me: Me;
	users: ListedUser[];
	edit: EditCard;
	show: ShowOnCard;
	/** Whether it was deleted: known to what is taken off the page with it. */
	gone: { readonly current: boolean };
	store: TimelineStore /** What was being written when the page was made. */;
	drafts: Draft[];
	writing: Writing;
	composer: RefObject<ComposerHandle | null>;
};
/** What the timeline may ask of the composer. */
export type ComposerHandle = { answer(answering: Answering): void; takeBack(draft: Draft): void };

const ChatContext = createContext<Chat | null>(null);

export function ChatProvider({ chat, children }: { chat: Chat; children: ReactNode }) {
	return <ChatContext value={chat}>{children}</ChatContext>;
}

/** The open conversation, and who looks at it. */
export function useChat(): Chat {
	const chat = useContext(ChatContext);
	if (!chat) throw new Error("useChat outside of a chat");
	return chat;
}

/** A user by number; also one who no longer works here. */
export function useUser(): (id: number | null) => ListedUser | undefined {
	const { users } = useChat();
	return (id) => users.find((user) => user.id === id);
}

export function useUserName(): (id: number | null) => string | null {
	const userOf = useUser();
	return (id) => userOf(id)?.name ?? null;
}
