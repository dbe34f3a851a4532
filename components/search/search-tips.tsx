"use client";

import { useTranslations } from "next-intl";

const tips = [
	["phrase", '"silla roble"'],
	["not", "-factura"],
	["from", "from:nora"],
	["channel", "channel:sms"],
	["assigned", "assigned:me"],
	["is", "is:flagged"],
	["has", "has:attachment"],
	["in", "in:archived"],
	["dates", "before:2026-01-01"],
] as const;

/** All that the box understands, by example. */
export function SearchTips() {
	const t = useTranslations("search.tips");
	return (
		<section aria-label={t("title")} className="px-4 py-3 text-sm">
			<h2 className="mb-1.5 font-semibold text-muted text-xs">{t("title")}</h2>
			<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
				{tips.map(([name, example]) => (
					<div key={name} className="col-span-2 grid grid-cols-subgrid">
						<dt className="font-medium">{example}</dt>
						<dd className="text-muted">{t(name)}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
