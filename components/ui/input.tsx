import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export const controlClasses =
	"w-full min-w-0 rounded-lg border border-line-strong bg-card px-3 transition-[border-color,box-shadow] focus:border-accent focus:outline-none focus:ring-3 focus:ring-accent-fill-strong disabled:bg-fill disabled:text-muted aria-invalid:border-danger-line aria-invalid:focus:ring-danger-fill";

// 16 px on touch screens: below that, iOS zooms the page in when the field is focused.
export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
	return <input type={type} className={cn(controlClasses, "h-9 pointer-coarse:text-lg", className)} {...props} />;
}
