"use client";

import { Check, Minus } from "lucide-react";
import * as Radix from "radix-ui/checkbox";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
	return (
		<Radix.Root
			className={cn(
				"group inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-mark bg-card transition-colors disabled:opacity-50 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent",
				className,
			)}
			{...props}
		>
			<Radix.Indicator className="text-on-accent [&_svg]:size-3 [&_svg]:stroke-3">
				<Check aria-hidden className="group-data-[state=indeterminate]:hidden" />
				<Minus aria-hidden className="hidden group-data-[state=indeterminate]:block" />
			</Radix.Indicator>
		</Radix.Root>
	);
}
