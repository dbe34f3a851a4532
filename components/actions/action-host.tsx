"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useDeeds } from "./use-deeds";
import type { Wanted } from "./wanted";

const ActionDialogs = onDemand(() => import("./dialogs").then((module) => module.ActionDialogs));
const InboxPalette = onDemand(() => import("./inbox-palette").then((module) => module.InboxPalette));

/** Does what is wanted, or asks first. */
export function ActionHost({ wanted, want }: { wanted: Wanted; want: (wanted: Wanted | null) => void }) {
	const deeds = useDeeds((request) => want({ kind: "ask", request }));
	const done = useRef<Wanted>(null);
	const perform = useEffectEvent((wanted: Wanted) => {
		// Effects may run twice for one wish.
		if (wanted.kind !== "deed" || done.current === wanted) return;
		done.current = wanted;
		// Not within the effect, where nothing can be put on the page at once (flushSync): a field that is about to show could not take the focus.
		queueMicrotask(() => deeds[wanted.name](wanted.target));
	});
	useEffect(() => perform(wanted), [wanted]);
	const close = () => want(null);
	return (
		<>
			{wanted.kind === "ask" && <ActionDialogs request={wanted.request} onClose={close} onGone={close} />}
			{wanted.kind === "palette" && <InboxPalette onClose={close} onGone={close} />}
		</>
	);
}
