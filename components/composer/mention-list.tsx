"use client";

import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/utils";
import type { Mention } from "./use-mention";

/** Above the field, which keeps the focus: its keys move through it. */
export function MentionList({ id, mention }: { id: string; mention: Mention }) {
	const t = useTranslations("composer");
	const { found, current } = mention;
	if (found.length === 0) return null;
	return (
		<div
			role="listbox"
			id={id}
			aria-label={t("mention")}
			className="absolute bottom-full left-2 z-20 mb-1 w-64 rounded-xl border border-line-strong bg-card p-1.5 text-text shadow-float"
		>
			{found.map((user, index) => (
				// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which points here (aria-activedescendant)
				<div
					key={user.id}
					id={`${id}-${user.id}`}
					role="option"
					tabIndex={-1}
					aria-selected={user === current}
					onPointerDown={(event) => event.preventDefault()}
					onClick={() => mention.choose(user)}
					onPointerMove={() => mention.hover(index)}
					className={cn("flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm pointer-coarse:h-10", user === current && "bg-fill")}
				>
					<Avatar id={user.id} name={user.name} src={user.avatar} size={20} />
					<span className="truncate">{user.name}</span>
				</div>
			))}
		</div>
	);
}
