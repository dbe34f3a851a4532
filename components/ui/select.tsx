import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { controlClasses } from "./input";

/** The platform's own list: the best one on a phone and for screen readers, and it works in a plain form. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
	return (
		<span className="relative block">
			<select className={cn(controlClasses, "h-9 appearance-none text-ellipsis pr-9", className)} {...props}>
				{children}
			</select>
			<ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 stroke-[1.75] text-mark" />
		</span>
	);
}
