"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";
import { isAnswered } from "./is-answered";

const pause = 2000;

/** Asks for the page again while somebody is looking, two seconds after it last came: the outside world has no realtime channel of its own. */
export function AutoRefresh() {
	const router = useRouter();
	const [pending, startTransition] = useTransition();
	useEffect(() => {
		if (pending) return;
		const again = async () => {
			if (document.visibilityState === "visible" && (await isAnswered())) startTransition(() => router.refresh());
		};
		const timer = setInterval(() => void again(), pause);
		return () => clearInterval(timer);
	}, [pending, router]);
	return null;
}
