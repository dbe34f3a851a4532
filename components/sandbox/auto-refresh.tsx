"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const interval = 2000;

/** Asks for the page again every two seconds while somebody is looking: the outside world has no realtime channel of its own. */
export function AutoRefresh() {
	const router = useRouter();
	useEffect(() => {
		const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), interval);
		return () => clearInterval(timer);
	}, [router]);
	return null;
}
