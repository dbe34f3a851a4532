import { useFormatter, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import type { BlockedCustomer } from "@/lib/customers/blocked";
import { Unblock } from "./unblock";

export function BlockedList({ customers }: { customers: BlockedCustomer[] }) {
	const t = useTranslations("blocked");
	const format = useFormatter();
	return (
		<ul aria-label={t("list")} className="divide-y overflow-hidden rounded-xl border bg-card">
			{customers.map(({ id, name, avatar, addresses, blockedAt }) => (
				<li key={id} className="flex items-center gap-3 px-4 py-3">
					<Avatar id={id} name={name} src={avatar} />
					<div className="min-w-0 flex-1">
						<p className="truncate font-medium">{name}</p>
						<p className="truncate text-muted text-sm">{[...addresses, t("since", { date: format.dateTime(blockedAt, { dateStyle: "long" }) })].join(" · ")}</p>
					</div>
					<Unblock customerId={id} label={t("unblock")} named={t("unblockNamed", { name })} />
				</li>
			))}
		</ul>
	);
}
