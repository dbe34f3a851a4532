"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { ariaShortcut } from "./kbd";
import { Tooltip } from "./tooltip";

type Props = ComponentProps<"button"> & { label: string; shortcut?: string; side?: ComponentProps<typeof Tooltip>["side"]; active?: boolean; tip?: boolean };

/** An icon with a name: for screen readers, and for everybody in a tooltip that also tells the key. `active`: it stands for something that is on. `tip`: off where Escape is for something else than for the tooltip. Disabled it keeps the focus: pressing it may be what disabled it. */
export function IconButton({ label, shortcut, side, active = false, tip = true, className, children, disabled, onClick, type = "button", ...props }: Props) {
	const button = (
		<button
			type={type}
			aria-label={label}
			aria-keyshortcuts={ariaShortcut(shortcut)}
			aria-disabled={disabled || undefined}
			onClick={disabled ? undefined : onClick}
			className={cn(
				"inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors not-aria-disabled:hover:bg-fill not-aria-disabled:hover:text-text aria-disabled:cursor-default aria-disabled:opacity-50 data-[state=open]:bg-fill [&_svg]:size-4 [&_svg]:stroke-[1.75]",
				active && "bg-fill text-text",
				className,
			)}
			{...props}
		>
			{children}
		</button>
	);
	return tip ? (
		<Tooltip label={label} shortcut={shortcut} side={side}>
			{button}
		</Tooltip>
	) : (
		button
	);
}
