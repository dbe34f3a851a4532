"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { oneAtATime } from "@/components/realtime/one-at-a-time";
import { useCatchUp } from "@/components/realtime/realtime-provider";
import { isAnswered } from "./is-answered";

/** For a page that the server alone makes: how to have it made anew when something in it changed. By itself it is whenever something may have been missed. */
export function useLivePage(): () => void {
	const router = useRouter();
	const [again] = useState(() =>
		oneAtATime(async () => {
			if (!(await isAnswered())) throw new Error("nobody answers");
			router.refresh();
		}),
	);
	useCatchUp(() => void again.start());
	useEffect(() => again.stop, [again]);
	return () => void again.start();
}
