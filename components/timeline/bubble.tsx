"use client";

import { Bot, Zap } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import type { Author } from "@/db/schema";
import { cn } from "@/lib/utils";

type Props = { out: boolean; avatar: ReactNode; wide?: boolean; below: ReactNode; faded?: boolean; children: ReactNode };

/** What was said, on the side of whoever said it. `wide`: something inside needs all the room there is. */
export function Bubble({ out, avatar, wide = false, below, faded = false, children }: Props) {
	return (
		<div
			className={cn(
				"group/item flex max-w-[min(94%,46rem)] gap-2.5 @lg:max-w-[min(80%,46rem)]",
				out && "ml-auto flex-row-reverse",
				wide && "max-w-full @lg:max-w-full",
			)}
		>
			<span className={cn("@max-sm:hidden", wide && "hidden")}>{avatar}</span>
			<div className={cn("min-w-0", wide && "flex-1")}>
				<div
					className={cn(
						"w-fit max-w-full rounded-[14px] border px-3.5 py-2.5",
						out ? "ml-auto rounded-tr-sm border-accent-line-soft bg-accent-fill-strong" : "rounded-tl-sm bg-card",
						wide && "w-full",
						faded && "opacity-70",
					)}
				>
					{children}
				</div>
				<div className={cn("mt-1.5 text-muted text-xs", out && "text-right")}>{below}</div>
			</div>
		</div>
	);
}

/** The face of who wrote a message; what writes by itself has a sign instead. */
export function AuthorAvatar({ author, id, name, src }: { author: Author; id: number; name: string; src?: string | null }) {
	if (author === "customer" || author === "operator") return <Avatar id={id} name={name} src={src} size={24} />;
	const Icon = author === "chatbot" ? Bot : Zap;
	return (
		<span aria-hidden className="grid size-6 place-items-center rounded-full bg-fill-hover text-muted">
			<Icon className="size-3.5 stroke-[1.75]" />
		</span>
	);
}
