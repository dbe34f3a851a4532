"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Opening } from "@/components/conversations/opening";
import { rowFrame } from "@/components/conversations/row-frame";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { useRowIntent } from "@/components/conversations/use-row-intent";
import { useFormat } from "@/components/shell/use-format";
import { Avatar } from "@/components/ui/avatar";
import type { CustomerHit } from "@/lib/search/customers";
import { cn } from "@/lib/utils";
import { hitAddress } from "./address";

type Props = { customer: CustomerHit; text: string; now: number; onOpen: () => void };

/** Opens the customer's newest conversation. */
export function CustomerResult({ customer, text, now, onOpen }: Props) {
	const { addressOf } = useListFilter();
	const { warm, handlers } = useRowIntent();
	const { conversationId } = customer;
	if (conversationId === null)
		return (
			<li className={rowFrame}>
				<Face customer={customer} now={now} />
			</li>
		);
	return (
		<li {...handlers}>
			<Link
				href={hitAddress(addressOf(conversationId), text)}
				prefetch={warm}
				data-result={`customer-${customer.id}`}
				onClick={onOpen}
				className={cn(rowFrame, "relative isolate -outline-offset-2 hover:bg-ground")}
			>
				<Opening />
				<Face customer={customer} now={now} />
			</Link>
		</li>
	);
}

function Face({ customer, now }: { customer: CustomerHit; now: number }) {
	const t = useTranslations("search");
	const { listTime, full } = useFormat();
	const { id, name, company, avatar, email, phone, lastAt } = customer;
	const about = [company, email, phone].filter((fact) => fact && fact !== name);
	return (
		<>
			<Avatar id={id} name={name} src={avatar} />
			<div className="min-w-0">
				<div className="flex items-baseline gap-2">
					<span className="min-w-0 flex-1 truncate font-medium">{name}</span>
					{lastAt && (
						<time dateTime={lastAt} title={full(lastAt)} className="shrink-0 text-faint text-xs">
							{listTime(lastAt, now)}
						</time>
					)}
				</div>
				<p className="truncate text-muted text-sm">{[...about, lastAt ? "" : t("noConversations")].filter(Boolean).join(" · ")}</p>
			</div>
		</>
	);
}
