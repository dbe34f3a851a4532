import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

type Props = {
	icon: ReactNode;
	title: ReactNode;
	/** It is all that the page has to say. */
	whole?: boolean;
	children?: ReactNode;
	action?: ReactNode;
	className?: string;
};

/** Nothing here, why, and what to do next. */
export function EmptyState({ icon, title, whole = false, children, action, className }: Props) {
	const Title = whole ? "h1" : "p";
	return (
		<div className={cn("grid justify-items-center gap-1.5 px-8 py-11 text-center", className)}>
			<span aria-hidden className="mb-1.5 grid size-11 place-items-center rounded-xl bg-accent-fill text-accent-text [&_svg]:size-[22px] [&_svg]:stroke-[1.75]">
				{icon}
			</span>
			<Title className="font-semibold">{title}</Title>
			{children && <div className="max-w-sm text-muted text-sm">{children}</div>}
			{action && <div className="mt-2">{action}</div>}
		</div>
	);
}
