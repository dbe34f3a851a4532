"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui/slot";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "@/lib/utils";
import { Spinner } from "./spinner";

export const buttonClasses = cva(
	"relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md transition-colors disabled:opacity-50 aria-disabled:cursor-default [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]",
	{
		variants: {
			variant: {
				solid: "bg-accent font-medium text-on-accent not-disabled:hover:bg-accent-hover",
				line: "border border-line-strong bg-card not-disabled:hover:bg-fill data-[state=open]:bg-fill",
				ghost: "not-disabled:hover:bg-fill data-[state=open]:bg-fill",
				danger: "bg-danger font-medium text-white not-disabled:hover:bg-danger-hover",
				"danger-ghost": "text-danger-text not-disabled:hover:bg-danger-fill",
			},
			size: { sm: "h-7 px-2 text-sm", md: "h-8 px-3", lg: "h-9 px-4" },
		},
		defaultVariants: { variant: "line", size: "md" },
	},
);

type Props = ComponentProps<"button"> & VariantProps<typeof buttonClasses> & { loading?: boolean; asChild?: boolean };

/** While loading it keeps its width and its focus, and cannot be pressed again. */
export function Button({ variant, size, loading = false, asChild = false, className, children, onClick, type = "button", ...props }: Props) {
	const classes = cn(buttonClasses({ variant, size }), className);
	if (asChild)
		return (
			<Slot className={classes} onClick={onClick} {...props}>
				{children}
			</Slot>
		);
	const press = (event: MouseEvent<HTMLButtonElement>) => (loading ? event.preventDefault() : onClick?.(event));
	return (
		<button type={type} className={classes} onClick={press} aria-busy={loading || undefined} aria-disabled={loading || undefined} {...props}>
			{loading ? <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span> : children}
			{loading && <Spinner className="absolute inset-0 m-auto" />}
		</button>
	);
}
