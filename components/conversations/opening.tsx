"use client";

import { useLinkStatus } from "next/link";
import { cn } from "@/lib/utils";
import { useLate } from "./use-late";

/** Within a link that stands `isolate relative`: looks chosen from the click on, before the server has answered, and says so when that takes long. */
export function Opening() {
	const { pending } = useLinkStatus();
	const late = useLate(pending, 400);
	if (!pending) return null;
	return (
		<span
			aria-hidden
			data-opening=""
			className={cn(
				"absolute inset-0 -z-10 bg-accent-fill before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent",
				late && "after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:animate-pulse after:bg-accent",
			)}
		/>
	);
}
