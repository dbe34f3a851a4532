"use client";

import { useFormat } from "@/components/shell/use-format";

/** The time of day; the whole date on hover. */
export function Time({ at }: { at: string }) {
	const format = useFormat();
	return (
		<time dateTime={at} title={format.full(at)}>
			{format.time(at)}
		</time>
	);
}
