"use client";

import { useEffect, useState } from "react";
import { answered } from "@/components/ui/answered";
import type { Recipient } from "@/lib/customers/create";
import { findRecipients } from "./recipients-api";

/** Milliseconds without a key before the server is asked. */
const pause = 80;

/** `found` stays what it was until the answer to what is typed now has come: nothing jumps between two letters. */
type State = { text: string; found: Recipient[]; failed: boolean };
const nothing: State = { text: "", found: [], failed: false };

/** Customers that `typed` may mean. `settled`: this is the answer to what is typed now. */
export function useRecipients(typed: string): State & { settled: boolean } {
	const text = typed.trim();
	const [state, setState] = useState(nothing);
	useEffect(() => {
		if (!text) return setState(nothing);
		const asking = new AbortController();
		const timer = setTimeout(async () => {
			const found = await answered(findRecipients(text, asking.signal));
			if (!asking.signal.aborted) setState({ text, found: found ?? [], failed: found === null });
		}, pause);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}, [text]);
	return { ...state, settled: state.text === text };
}
