"use client";

import { useCallback, useEffect, useRef, useState } from "react";

const tallest = 560;

/** A mail in a closed frame, as tall as what it holds. The frame is of our origin, so that it can be measured, and may run nothing. */
export function MailFrame({ id, title }: { id: string; title: string }) {
	const frame = useRef<HTMLIFrameElement>(null);
	const [height, setHeight] = useState(120);
	const measure = useCallback(() => {
		const page = frame.current?.contentDocument;
		if (page?.body?.hasChildNodes()) setHeight(Math.min(tallest, page.documentElement.scrollHeight + 2));
	}, []);
	// It may have loaded before this page came to life.
	useEffect(measure, [measure]);
	return (
		<iframe
			ref={frame}
			title={title}
			src={`/api/sandbox/${id}/html`}
			sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
			referrerPolicy="no-referrer"
			onLoad={measure}
			style={{ height }}
			className="w-full rounded-lg border bg-white"
		/>
	);
}
