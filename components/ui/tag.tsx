import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

const tagClasses = cva(
	"inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-[5px] px-1.5 font-medium text-xs [&_svg]:size-3 [&_svg]:stroke-2",
	{
		variants: {
			tone: {
				neutral: "bg-fill text-muted",
				accent: "bg-accent-fill text-accent-text",
				ok: "bg-ok-fill text-ok-text",
				warn: "bg-note-fill text-note-text",
				danger: "bg-danger-fill text-danger-text",
			},
		},
		defaultVariants: { tone: "neutral" },
	},
);

export function Tag({ tone, className, ...props }: ComponentProps<"span"> & VariantProps<typeof tagClasses>) {
	return <span className={cn(tagClasses({ tone }), className)} {...props} />;
}

/** How many wait. Shows nothing at 0, "99+" past 99; `label` is what screen readers hear instead of the bare number. */
export function Pill({ count, label, className }: { count: number; label?: string; className?: string }) {
	if (count <= 0) return null;
	return (
		<span
			className={cn(
				"h-[18px] min-w-[18px] shrink-0 rounded-full bg-pill px-[5px] text-center font-semibold text-2xs text-on-accent tabular-nums leading-[18px]",
				className,
			)}
		>
			<span aria-hidden={label ? true : undefined}>{count > 99 ? "99+" : count}</span>
			{label && <span className="sr-only">{label}</span>}
		</span>
	);
}
