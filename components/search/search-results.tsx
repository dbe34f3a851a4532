"use client";

import { CircleAlert, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ListSkeleton } from "@/components/conversations/list-skeleton";
import { useLate } from "@/components/conversations/use-late";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { CustomerResult } from "./customer-result";
import { MessageResult } from "./message-result";
import type { SearchState } from "./search-store";
import { SearchTips } from "./search-tips";

type Props = { state: SearchState; text: string; now: number; onOpen: () => void; onOlder: () => void; onRetry: () => void };

export function SearchResults({ state, text, now, onOpen, onOlder, onRetry }: Props) {
	const t = useTranslations("search");
	const late = useLate(state.status === "loading" && state.found === null);
	if (state.status === "failed") return <Failed onRetry={onRetry} />;
	if (state.found === null) return late && <ListSkeleton rows={8} label={t("loading")} />;
	const { customers, hits, olderId } = state;
	return (
		<>
			{customers.length > 0 && (
				<Group title={t("customers")}>
					{customers.map((customer) => (
						<CustomerResult key={customer.id} customer={customer} text={text} now={now} onOpen={onOpen} />
					))}
				</Group>
			)}
			{hits.length > 0 && (
				<Group title={t("messages")}>
					{hits.map((hit) => (
						<MessageResult key={hit.messageId} hit={hit} text={text} now={now} onOpen={onOpen} />
					))}
				</Group>
			)}
			{customers.length + hits.length === 0 && <Nothing complete={olderId === null} />}
			{olderId !== null && <Older state={state.older} onOlder={onOlder} />}
			{customers.length + hits.length === 0 && olderId === null && <SearchTips />}
		</>
	);
}

function Group({ title, children }: { title: string; children: ReactNode }) {
	return (
		<section aria-label={title}>
			<h2 className="px-4 pt-3 pb-1 font-semibold text-muted text-xs">{title}</h2>
			<ul>{children}</ul>
		</section>
	);
}

function Nothing({ complete }: { complete: boolean }) {
	const t = useTranslations("search");
	return (
		<EmptyState icon={<SearchX />} title={t(complete ? "emptyTitle" : "emptyYetTitle")} className="pb-4">
			{t(complete ? "emptyText" : "emptyYetText")}
		</EmptyState>
	);
}

function Older({ state, onOlder }: { state: SearchState["older"]; onOlder: () => void }) {
	const t = useTranslations("search");
	return (
		<div className="grid justify-items-center gap-2 px-4 py-4 text-muted text-sm">
			{state === "failed" && <span role="alert">{t("failedText")}</span>}
			<Button loading={state === "loading"} onClick={onOlder}>
				{t("older")}
			</Button>
		</div>
	);
}

function Failed({ onRetry }: { onRetry: () => void }) {
	const t = useTranslations("search");
	const retry = useTranslations("common")("retry");
	return (
		<div role="alert">
			<EmptyState icon={<CircleAlert />} title={t("failedTitle")} action={<Button onClick={onRetry}>{retry}</Button>}>
				{t("failedText")}
			</EmptyState>
		</div>
	);
}
