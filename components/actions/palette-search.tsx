"use client";

import { Command } from "cmdk";
import { Lock, Mail, Search, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { hitAddress } from "@/components/search/address";
import { PaletteItem } from "./palette-item";
import { useConversationAddress } from "./use-conversation-address";
import type { Found } from "./use-found";

/** What a search of customers and of the whole history finds, while one types; and the way to all of it. */
export function PaletteSearch({ text, found: { answer, state }, onClose }: { text: string; found: Found; onClose: () => void }) {
	const t = useTranslations("actions.palette");
	const addressOf = useConversationAddress();
	const router = useRouter();
	if (text.length < 2) return null;
	const go = (address: string) => () => {
		onClose();
		router.push(address);
	};
	const customers = answer?.customers ?? [];
	const hits = answer?.messages.hits.slice(0, 8) ?? [];
	return (
		<>
			{customers.length > 0 && (
				<Command.Group heading={t("customers")} forceMount>
					{customers.map(({ id, name, company, email, phone }) => (
						<PaletteItem
							key={id}
							always
							value={`customer ${id}`}
							icon={<UserRound aria-hidden />}
							detail={[company, email, phone].filter((fact) => fact && fact !== name).join(" · ")}
							onSelect={go(`/customers/${id}`)}
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
			{/* Not before the answer is there: what comes first then is what Enter opens. */}
			{state !== "searching" && (
				<Command.Group forceMount>
					<PaletteItem always value="search everything" icon={<Search aria-hidden />} onSelect={go(hitAddress(addressOf(), text))}>
						{t("searchAll", { text })}
					</PaletteItem>
				</Command.Group>
			)}
			<p role="status" className="px-2 py-1.5 text-muted text-sm empty:hidden">
				{state === "searching" && t("searching")}
				{state === "failed" && t("searchFailed")}
			</p>
		</>
	);
}
