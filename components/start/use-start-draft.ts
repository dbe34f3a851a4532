"use client";

import { useCallback, useRef, useState } from "react";
import type { Recipient } from "@/lib/customers/create";
import { emptyStart, isEmptyStart, type StartDraft } from "./start-draft";

/**
 * What is written in the dialog, kept in this browser with every change, one for each user; and one for each customer from whose record it
 * was opened. Drawn in the browser alone, so that what was kept is there from the first moment.
 */
export function useStartDraft(userId: number, to: Recipient | null) {
	const key = to ? `draft:${userId}:new:${to.id}` : `draft:${userId}:new`;
	const [draft, setDraft] = useState<StartDraft>(() => ({ ...read(key), ...(to && { recipient: to }) }));
	const latest = useRef(draft);
	const change = useCallback(
		(part: Partial<StartDraft>) => {
			latest.current = { ...latest.current, ...part };
			setDraft(latest.current);
			write(key, latest.current);
		},
		[key],
	);
	const clear = useCallback(() => change({ ...emptyStart, recipient: to }), [change, to]);
	return { draft, latest, change, clear };
}

function read(key: string): StartDraft {
	try {
		const kept = JSON.parse(window.localStorage.getItem(key) ?? "null");
		return typeof kept === "object" && typeof kept?.text === "string" ? { ...emptyStart, ...kept } : emptyStart;
	} catch {
		return emptyStart;
	}
}

/** Failing (storage full or forbidden) only means that it is not kept. */
function write(key: string, draft: StartDraft): void {
	try {
		if (isEmptyStart(draft)) window.localStorage.removeItem(key);
		else window.localStorage.setItem(key, JSON.stringify(draft));
	} catch {}
}
