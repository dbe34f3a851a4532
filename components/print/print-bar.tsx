import { useTranslations } from "next-intl";
import { PrintButton } from "./print-button";

type Props = { address: string; notes: boolean; quotes: boolean };

/** What is printed, and the button; not on the paper itself. Links, so that it works before and without scripts. */
export function PrintBar({ address, notes, quotes }: Props) {
	const t = useTranslations("print");
	const to = (changed: Partial<Omit<Props, "address">>) => {
		const query = new URLSearchParams();
		for (const [name, on] of Object.entries({ notes, quotes, ...changed })) if (on) query.set(name, "1");
		return query.size > 0 ? `${address}?${query}` : address;
	};
	return (
		<nav aria-label={t("options")} className="not-printed mb-6 flex flex-wrap items-center gap-x-5 gap-y-2 border-[var(--paper-line)] border-b pb-3">
			<Switch href={to({ notes: !notes })} on={notes}>
				{t("withNotes")}
			</Switch>
			<Switch href={to({ quotes: !quotes })} on={quotes}>
				{t("withQuotes")}
			</Switch>
			<PrintButton label={t("print")} />
		</nav>
	);
}

function Switch({ href, on, children }: { href: string; on: boolean; children: string }) {
	const t = useTranslations("print");
	return (
		<a href={href} className="inline-flex min-h-8 items-center gap-2 rounded-md hover:underline">
			<span aria-hidden className={`relative h-[18px] w-8 rounded-full transition-colors ${on ? "bg-[#2a7e3b]" : "bg-[#8b8d98]"}`}>
				<span className={`absolute top-0.5 size-3.5 rounded-full bg-[#fff] transition-[left] ${on ? "left-4" : "left-0.5"}`} />
			</span>
			{children}
			<span className="sr-only">{t(on ? "on" : "off")}</span>
		</a>
	);
}
