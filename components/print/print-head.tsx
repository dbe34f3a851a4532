import { useFormatter, useTranslations } from "next-intl";
import type { ConversationDetails } from "@/lib/conversations/details";
import type { HistoryItem } from "@/lib/timeline/history";
import type { ListedUser } from "@/lib/users/queries";

type Props = { details: ConversationDetails; items: HistoryItem[]; users: ListedUser[]; notes: boolean };

/** What it is: with whom, through which address, when, by whom. */
export function PrintHead({ details, items, users, notes }: Props) {
	const t = useTranslations("print");
	const channel = useTranslations("common.channels");
	const format = useFormatter();
	const { customer, inbox, subject, status } = details;
	const moment = (at: Date | string) => format.dateTime(new Date(at), { dateStyle: "long", timeStyle: "short" });
	const said = items.filter((item) => item.kind === "message");
	const assignees = details.assigneeIds.flatMap((id) => users.find((user) => user.id === id)?.name ?? []);
	const facts: [string, string][] = [
		[t("customer"), [customer.name, customer.company].filter(Boolean).join(", ")],
		[t("addresses"), customer.identities.map((identity) => identity.shown).join(", ")],
		[t("inbox"), `${inbox.name} (${inbox.address})`],
		[t("channel"), channel(details.channel)],
		[t("dates"), said[0] ? t("fromTo", { from: moment(said[0].at), to: moment(said.at(-1)?.at ?? said[0].at) }) : moment(details.startedAt)],
		[t("assigned"), assignees.length > 0 ? format.list(assignees) : t("nobody")],
		[t("status"), t(status)],
		[t("content"), `${t("count", { count: said.length })} · ${t(notes ? "notesIn" : "notesOut")}`],
		[t("printed"), moment(new Date())],
	];
	return (
		<header className="mb-6">
			<h1 className="mb-3 font-semibold text-xl [overflow-wrap:anywhere]">{subject || t("conversationWith", { name: customer.name })}</h1>
			<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
				{facts.map(([name, value]) => (
					<div key={name} className="col-span-2 grid grid-cols-subgrid">
						<dt className="text-[var(--paper-muted)]">{name}</dt>
						<dd className="[overflow-wrap:anywhere]">{value || "—"}</dd>
					</div>
				))}
			</dl>
		</header>
	);
}
