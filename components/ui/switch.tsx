"use client";

import * as Radix from "radix-ui/switch";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
	return (
		<Radix.Root
			className={cn(
				"inline-flex h-4 w-7 shrink-0 items-center rounded-full bg-knob-off p-0.5 transition-colors disabled:opacity-50 data-[state=checked]:bg-ok",
				className,
			)}
			{...props}
		>
			<Radix.Thumb className="size-3 rounded-full bg-white transition-transform data-[state=checked]:translate-x-3" />
		</Radix.Root>
	);
}
