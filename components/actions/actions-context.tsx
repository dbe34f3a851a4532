"use client";

import { createContext, useContext, useEffect } from "react";
import type { ActionName, Target } from "./target";
import type { Wanted } from "./wanted";

/** The open conversation, and what it does in its own way because it shows more than its row. */
export type OpenConversation = { target: Target; own: Partial<Record<ActionName, () => void>> };

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

/** Says which conversation is open. */
export function useOpenConversation(conversation: OpenConversation): void {
	const { open } = useActions();
	useEffect(() => {
		open.current = conversation;
		return () => {
			open.current = null;
		};
	});
}
