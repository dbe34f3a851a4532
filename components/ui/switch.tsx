"use client";

import * as Radix from "radix-ui/switch";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** On or off, at once. Give it a name: a label, or aria-labelledby. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
	return (
		<Radix.Root
			className={cn(
				"relative h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors after:absolute after:-inset-2 disabled:opacity-50 data-[state=checked]:bg-ok",
				className,
			)}
			{...props}
		>
			<Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white shadow-rest transition-transform data-[state=checked]:translate-x-[18px]" />
		</Radix.Root>
	);
}
