import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

const tones = {
	warn: "border-note-line bg-note-fill text-note-text",
	danger: "border-danger-line bg-danger-fill text-danger-text",
	neutral: "border-line bg-fill text-text",
} as const;

type Props = { tone?: keyof typeof tones; icon?: ReactNode; action?: ReactNode; children: ReactNode; className?: string };

/** A lasting state of affairs above what it concerns. Spoken when it appears (role=status): leave it mounted only while it holds. */
export function Banner({ tone = "warn", icon, action, children, className }: Props) {
	return (
		<div
			role="status"
			className={cn("flex items-center gap-2 border-b px-3.5 py-2 text-sm [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]", tones[tone], className)}
		>
			{icon}
			<div className="min-w-0 flex-1">{children}</div>
			{action}
		</div>
	);
}
