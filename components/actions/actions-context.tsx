"use client";

import { createContext, useContext, useEffect } from "react";
import type { ShowOnCard } from "@/components/timeline/use-card";
import { rememberOpened } from "./recent";
import type { ActionName, Target } from "./target";
import type { Wanted } from "./wanted";

/** The open conversation, and what it does in its own way because it shows more than its row. */
export type OpenConversation = {
	target: Target;
	own: Partial<Record<ActionName, () => void>>;
	/** Shows a change of what the header and the details say while it is being done. */
	show: ShowOnCard;
};

type Actions = {
	run: (name: ActionName, target: Target) => void;
	want: (wanted: Wanted) => void;
	open: { current: OpenConversation | null };
};
export const ActionsContext = createContext<Actions | null>(null);

export function useActions(): Actions {
	const actions = useContext(ActionsContext);
	if (!actions) throw new Error("useActions outside of the inbox");
	return actions;
}

/** Says which conversation is open, and that it was. */
export function useOpenConversation(conversation: OpenConversation): void {
	const { open } = useActions();
	const { id } = conversation.target;
	useEffect(() => rememberOpened(id), [id]);
	useEffect(() => {
		open.current = conversation;
		return () => {
			open.current = null;
		};
	});
}
