"use client";

import { type ReactNode, useMemo, useRef, useState } from "react";
import { useInbox } from "@/components/conversations/inbox-context";
import { conversationAt } from "@/components/conversations/row-element";
import { useKeys } from "@/components/timeline/use-keys";
import { onDemand } from "@/components/ui/on-demand";
import { ActionsContext, type OpenConversation } from "./actions-context";
import { usePaletteKey } from "./palette-key";
import { type ActionName, type Target, targetOfRow } from "./target";
import type { Wanted } from "./wanted";

const ActionHost = onDemand(() => import("./action-host").then((module) => module.ActionHost));

/** Hears the keys of the actions and of the palette. What they do, and what they ask, is loaded with the first one. */
export function ActionsProvider({ children }: { children: ReactNode }) {
	const { store } = useInbox();
	const [wanted, want] = useState<Wanted | null>(null);
	const open = useRef<OpenConversation | null>(null);
	const actions = useMemo(() => {
		const run = (name: ActionName, target: Target) => {
			const own = open.current?.target.id === target.id ? open.current.own[name] : undefined;
			if (own) own();
			else want({ kind: "deed", name, target });
		};
		return { run, want, open };
	}, []);

	/** About the row that has the focus, or else about what is open. */
	const press = (name: ActionName) => () => {
		const id = conversationAt(document.activeElement);
		const row = id !== null && store.snapshot().rows.find((row) => row.id === id);
		const target = row ? targetOfRow(row) : open.current?.target;
		if (target) actions.run(name, target);
	};
	useKeys({
		z: press("snooze"),
		m: press("move"),
		"!": press("spam"),
		A: press("assign"),
		B: press("block"),
		l: press("link"),
		p: press("print"),
		Delete: press("delete"),
	});
	usePaletteKey(() => want({ kind: "palette" }));
	return (
		<ActionsContext value={actions}>
			{children}
			{wanted && <ActionHost wanted={wanted} want={want} onGone={() => want(null)} />}
		</ActionsContext>
	);
}
