"use client";

import { Command } from "cmdk";
import { Lock, Mail, Search, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { hitAddress } from "@/components/search/address";
import { type SearchAnswer, searchApi } from "@/components/search/search-api";
import { PaletteItem } from "./palette-item";

/** What a search of customers and of the whole history finds, while one types; and the way to all of it. */
export function PaletteSearch({ text, onClose }: { text: string; onClose: () => void }) {
	const t = useTranslations("actions.palette");
	const { addressOf } = useListFilter();
	const router = useRouter();
	const { answer, state } = useFound(text);
	if (text.length < 2) return null;
	const go = (address: string) => () => {
		onClose();
		router.push(address);
	};
	const customers = answer?.customers.filter((customer) => customer.conversationId !== null) ?? [];
	const hits = answer?.messages.hits.slice(0, 8) ?? [];
	return (
		<>
			{customers.length > 0 && (
				<Command.Group heading={t("customers")} forceMount>
					{customers.map(({ id, name, company, email, phone, conversationId }) => (
						<PaletteItem
							key={id}
							always
							value={`customer ${id}`}
							icon={<UserRound aria-hidden />}
							detail={[company, email, phone].filter((fact) => fact && fact !== name).join(" · ")}
							onSelect={go(addressOf(conversationId ?? 0))}
						>
							{name}
						</PaletteItem>
					))}
				</Command.Group>
			)}
			{hits.length > 0 && (
				<Command.Group heading={t("messages")} forceMount>
					{hits.map((hit) => (
						<PaletteItem
							key={hit.messageId}
							always
							value={`message ${hit.messageId}`}
							icon={hit.kind === "note" ? <Lock aria-hidden /> : <Mail aria-hidden />}
							detail={hit.snippet.text}
							onSelect={go(hitAddress(addressOf(hit.conversationId), text, hit.messageId))}
						>
							{[hit.customerName, hit.subject].filter(Boolean).join(" · ")}
						</PaletteItem>
					))}
				</Command.Group>
			)}
			<Command.Group forceMount>
				<PaletteItem always value="search everything" icon={<Search aria-hidden />} onSelect={go(hitAddress(addressOf(), text))}>
					{t("searchAll", { text })}
				</PaletteItem>
			</Command.Group>
			<p role="status" className="px-2 py-1.5 text-muted text-sm empty:hidden">
				{state === "searching" && t("searching")}
				{state === "failed" && t("searchFailed")}
			</p>
		</>
	);
}

/** Asked once typing pauses; an answer that a later question has overtaken is not shown. */
function useFound(text: string) {
	const [found, setFound] = useState<{ text: string; answer: SearchAnswer | null }>();
	useEffect(() => {
		if (text.length < 2) return;
		const abort = new AbortController();
		const timer = setTimeout(() => {
			searchApi(text, null, abort.signal)
				.then((answer) => setFound({ text, answer }))
				.catch(() => !abort.signal.aborted && setFound({ text, answer: null }));
		}, 150);
		return () => {
			clearTimeout(timer);
			abort.abort();
		};
	}, [text]);
	const current = found?.text === text;
	const state = !current ? ("searching" as const) : found.answer ? ("done" as const) : ("failed" as const);
	return { answer: found?.answer ?? null, state };
}
