import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { controlClasses } from "./input";

/** Grows with what is written, where the browser can. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
	return <textarea rows={rows} className={cn(controlClasses, "field-sizing-content max-h-96 min-h-20 py-2 pointer-coarse:text-lg", className)} {...props} />;
}
