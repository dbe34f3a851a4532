"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { CustomerCard } from "./customer-card";
import { CustomerConversations } from "./customer-conversations";
import { CustomerReload } from "./customer-reload";
import { type RecordPage, useRecord } from "./use-record";
import { WriteTo } from "./write-to";

/** The full record of one customer, and everything that was said with them; live. */
export function CustomerPage({ first, knownTags }: { first: RecordPage; knownTags: string[] }) {
	const t = useTranslations("customers.record");
	const { customer, list, reload } = useRecord(first);
	const { name } = customer;
	const titled = useRef(name);
	useEffect(() => {
		if (titled.current !== name) document.title = document.title.replace(titled.current, () => name);
		titled.current = name;
	}, [name]);
	return (
		<CustomerReload value={reload}>
			<div className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-4 p-4 lg:p-6">
				<header className="flex items-center gap-3">
					<Link href="/customers" aria-label={t("back")} title={t("back")} className="grid size-8 place-items-center rounded-md text-muted hover:bg-fill">
						<ArrowLeft aria-hidden className="size-4 stroke-[1.75]" />
					</Link>
					<h1 className="min-w-0 flex-1 truncate font-semibold text-xl">{name}</h1>
					<WriteTo customer={customer} />
				</header>
				<div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
					<CustomerCard customer={customer} knownTags={knownTags} />
					<section aria-labelledby="conversations" className="overflow-hidden rounded-xl border bg-card">
						<h2 id="conversations" className="border-line-soft border-b px-4 py-3 font-semibold">
							{t("conversations")}
						</h2>
						<CustomerConversations list={list} />
					</section>
				</div>
			</div>
		</CustomerReload>
	);
}
