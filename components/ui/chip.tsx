"use client";

import { ChevronDown, X } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

type Props = ComponentProps<"button"> & { on?: boolean; opens?: boolean; removes?: boolean };

/** A filter that is on or off; with `opens`, one that opens a menu of values (use it as the menu's trigger); with `removes`, one that a click takes away. */
export function Chip({ on = false, opens = false, removes = false, className, children, type = "button", ...props }: Props) {
	return (
		<button
			type={type}
			aria-pressed={opens || removes ? undefined : on}
			className={cn(
				"inline-flex h-[26px] shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border border-line-strong px-2.5 text-muted text-xs transition-colors hover:bg-fill data-[state=open]:bg-fill pointer-coarse:h-8 [&_svg]:size-[13px] [&_svg]:stroke-[1.75]",
				on && "border-accent-line bg-accent-fill font-medium text-accent-text hover:bg-accent-fill-strong data-[state=open]:bg-accent-fill-strong",
				className,
			)}
			{...props}
		>
			{children}
			{opens && <ChevronDown aria-hidden />}
			{removes && <X aria-hidden />}
		</button>
	);
}
