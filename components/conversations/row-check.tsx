"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/utils";

type Props = { name: string; checked: boolean; onPick: (range: boolean) => void };

/** In the place of the avatar, while somebody is at the row or others are picked. Beside the row's link, not in it: a link may hold no control. */
export function RowCheck({ name, checked, onPick }: Props) {
	const t = useTranslations("inbox.bulk");
	return (
		// biome-ignore lint/a11y/useSemanticElements: an input does not tell of the shift key
		<button
			type="button"
			role="checkbox"
			aria-checked={checked}
			aria-label={t("pick", { name })}
			tabIndex={-1}
			onClick={(event) => onPick(event.shiftKey)}
			className="absolute top-[11px] left-4 grid size-9 select-none place-items-center rounded-full hover:bg-fill-hover"
		>
			<span
				className={cn("grid size-[18px] place-items-center rounded-[5px] border", checked ? "border-accent bg-accent text-on-accent" : "border-mark bg-card")}
			>
				{checked && <Check aria-hidden className="size-3.5 stroke-[2.5]" />}
			</span>
		</button>
	);
}
