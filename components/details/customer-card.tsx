"use client";

import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/shell/use-format";
import { Avatar } from "@/components/ui/avatar";
import type { ConversationDetails } from "@/lib/conversations/details";

export function CustomerCard({ customer }: { customer: ConversationDetails["customer"] }) {
	const t = useTranslations("details");
	const format = useFormat();
	return (
		<header className="grid justify-items-center gap-1.5 border-line-soft border-b p-4 text-center">
			<Avatar id={customer.id} name={customer.name} src={customer.avatar} size={64} />
			<h2 className="mt-1 font-semibold text-lg [overflow-wrap:anywhere]">{customer.name}</h2>
			{customer.company && <p className="text-sm">{customer.company}</p>}
			<p className="text-muted text-sm">{t("since", { date: format.date(customer.since) })}</p>
			<Link href={`/customers/${customer.id}`} className="inline-flex items-center gap-1 rounded-sm font-medium text-accent-text text-sm hover:underline">
				{t("fullRecord")}
				<ArrowUpRight aria-hidden className="size-3.5 stroke-[1.75]" />
			</Link>
		</header>
	);
}
