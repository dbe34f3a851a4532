"use client";

import * as Radix from "radix-ui/popover";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { leaveFocus } from "./return-focus";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

/** Give it an `aria-label`: it is a dialog to screen readers. */
export function PopoverContent({ className, align = "start", ...props }: ComponentProps<typeof Radix.Content>) {
	return (
		<Radix.Portal>
			<Radix.Content
				align={align}
				sideOffset={6}
				collisionPadding={8}
				onCloseAutoFocus={leaveFocus}
				className={cn(
					"z-50 max-h-(--radix-popover-content-available-height) max-w-(--radix-popover-content-available-width) overflow-y-auto rounded-xl border border-line-strong bg-card shadow-float outline-none data-[state=closed]:animate-vanish data-[state=open]:animate-appear",
					className,
				)}
				{...props}
			/>
		</Radix.Portal>
	);
}
