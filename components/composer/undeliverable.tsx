import { CircleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";

/** Says before one writes that what went there came back. */
export function Undeliverable({ addresses }: { addresses: string[] }) {
	const t = useTranslations("composer");
	const format = useFormatter();
	if (addresses.length === 0) return null;
	return (
		<p role="status" className="flex items-start gap-2 border-line-soft border-b bg-note-fill px-3.5 py-1.5 text-sm text-note-text">
			<CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 stroke-2" />
			<span className="min-w-0 [overflow-wrap:anywhere]">{t("undeliverable", { count: addresses.length, addresses: format.list(addresses) })}</span>
		</p>
	);
}
