import { useFormatter, useLocale, useTimeZone, useTranslations } from "next-intl";
import { firstOfDays } from "@/components/timeline/days";
import { eventSentence } from "@/components/timeline/event-sentence";
import { formatDate, formatMoment } from "@/lib/format";
import { defaultTimeZone } from "@/lib/i18n/language";
import type { HistoryEvent, HistoryItem } from "@/lib/timeline/history";
import type { ListedUser } from "@/lib/users/queries";
import { PrintMessage, PrintNote } from "./print-message";

type Props = { items: HistoryItem[]; users: ListedUser[]; customer: string; quotes: boolean };

export function PrintHistory({ items, users, customer, quotes }: Props) {
	const t = useTranslations("print");
	const where = { locale: useLocale(), timeZone: useTimeZone() ?? defaultTimeZone };
	const first = firstOfDays(items, where.timeZone);
	if (items.length === 0) return <p className="text-[var(--paper-muted)]">{t("empty")}</p>;
	return (
		<ol>
			{items.map((item) => (
				<li key={`${item.kind}-${item.id}`}>
					{first.has(item.id) && (
						<h2 className="head mt-5 mb-3 border-[var(--paper-line)] border-b pb-1 font-semibold text-[var(--paper-muted)] text-xs">
							{formatDate(item.at, where)}
						</h2>
					)}
					{item.kind === "message" && <PrintMessage message={item} customer={customer} quotes={quotes} />}
					{item.kind === "note" && <PrintNote note={item} />}
					{item.kind === "event" && <PrintEvent item={item} users={users} moment={(at) => formatMoment(at, where)} />}
				</li>
			))}
		</ol>
	);
}

function PrintEvent({ item, users, moment }: { item: HistoryEvent; users: ListedUser[]; moment: (at: string) => string }) {
	const t = useTranslations("timeline");
	const format = useFormatter();
	const nameOf = (id: number) => users.find((user) => user.id === id)?.name ?? null;
	return (
		<p className="my-2 text-center text-[var(--paper-muted)] text-xs">
			{eventSentence(item.event, t, nameOf, (names) => format.list(names), moment)} · {format.dateTime(item.at, { timeStyle: "short" })}
		</p>
	);
}
