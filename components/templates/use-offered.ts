"use client";

import { useEffect, useState } from "react";
import type { OfferedTemplate } from "@/lib/templates/queries";
import type { Values } from "@/lib/templates/variables";
import { fetchValues, findTemplates, type Writing } from "./templates-api";

/** Milliseconds without a key before the server is asked. */
const pause = 80;

/** Templates with `typed` in them. Null until the first answer; "failed" when there was none. */
export function useOffered(typed: string, writing: Writing): OfferedTemplate[] | "failed" | null {
	const { channel, language, customerId } = writing;
	const [found, setFound] = useState<OfferedTemplate[] | "failed" | null>(null);
	const text = typed.trim();
	useEffect(() => {
		const asking = new AbortController();
		const timer = setTimeout(
			() =>
				void findTemplates(text, { channel, language, conversationId: null, customerId }, asking.signal)
					.catch(() => "failed" as const)
					.then((answer) => asking.signal.aborted || setFound(answer)),
			text ? pause : 0,
		);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}, [text, channel, language, customerId]);
	return found;
}

/** What the variables stand for. Nothing until it is known, or when it cannot be known: then all of them are missing. */
export function useValues({ conversationId, customerId }: Pick<Writing, "conversationId" | "customerId">): Values {
	const [values, setValues] = useState<Values>({});
	useEffect(() => {
		const asking = new AbortController();
		void fetchValues({ conversationId, customerId }, asking.signal).then(
			(answer) => asking.signal.aborted || setValues(answer),
			() => asking.signal.aborted || setValues({}),
		);
		return () => asking.abort();
	}, [conversationId, customerId]);
	return values;
}
