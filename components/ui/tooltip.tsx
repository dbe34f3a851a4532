"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

export function TooltipProvider({ children }: { children: ReactNode }) {
	return (
		<Radix.Provider delayDuration={400} skipDelayDuration={200}>
			{children}
		</Radix.Provider>
	);
}

type Props = { label: ReactNode; shortcut?: string; side?: "top" | "right" | "bottom" | "left"; children: ReactNode };

/** Names a control, and the key that does the same. The control must have its own accessible name. */
export function Tooltip({ label, shortcut, side = "bottom", children }: Props) {
	return (
		<Radix.Root>
			<Radix.Trigger asChild>{children}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					side={side}
					sideOffset={6}
					collisionPadding={8}
					className="pointer-events-none z-50 flex max-w-72 animate-appear items-center gap-2 rounded-md bg-inverse px-2 py-1 text-on-inverse text-xs"
				>
					{label}
					{shortcut && <Kbd keys={shortcut} onSolid />}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}
