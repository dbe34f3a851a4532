"use client";

import { useState } from "react";

const tallest = 560;

/** A mail in a closed frame, as tall as what it holds. The frame is of our origin, so that it can be measured, and may run nothing. */
export function MailFrame({ id, title }: { id: string; title: string }) {
	const [height, setHeight] = useState(120);
	return (
		<iframe
			title={title}
			src={`/api/sandbox/${id}/html`}
			sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
			referrerPolicy="no-referrer"
			onLoad={({ currentTarget }) => setHeight(Math.min(tallest, currentTarget.contentDocument?.documentElement.scrollHeight ?? tallest))}
			style={{ height }}
			className="w-full rounded-lg border bg-white"
		/>
	);
}
