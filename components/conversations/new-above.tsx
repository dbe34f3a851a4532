"use client";

import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";

/** Tells of conversations that came on top while somebody reads further down. */
export function NewAbove({ count, onClick }: { count: number; onClick: () => void }) {
	const t = useTranslations("inbox");
	return (
		<div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-10 grid justify-items-center">
			{count > 0 && (
				<button
					type="button"
					onClick={onClick}
					aria-label={t("newAboveLabel", { count })}
					className="pointer-events-auto flex h-7 animate-appear items-center gap-1.5 rounded-full bg-accent pr-3 pl-2.5 font-medium text-on-accent text-xs shadow-float hover:bg-accent-hover"
				>
					<ArrowUp aria-hidden className="size-[13px] stroke-2" />
					{t("newAbove", { count })}
				</button>
			)}
		</div>
	);
}
