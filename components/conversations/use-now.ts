"use client";

import { useEffect, useState } from "react";

/** The time, by the minute. Begins with the server's, so that both draw the same. */
export function useNow(first: number): number {
	const [now, setNow] = useState(first);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 60_000);
		return () => clearInterval(timer);
	}, []);
	return now;
}
