"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "./chat-context";

const KeptTexts = onDemand(() => import("./kept-texts").then((module) => module.KeptTexts));

/** In the place of a conversation that somebody deleted while it was open. */
export function Gone() {
	const t = useTranslations("actions.gone");
	const { addressOf } = useListFilter();
	const { details, me, store } = useChat();
	const mine = store.snapshot().waiting.filter(({ userId }) => userId === me.id);
	const list = (
		<Button asChild>
			<Link href={addressOf()}>{t("action")}</Link>
		</Button>
	);
	return (
		<div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-center overflow-y-auto">
			<div role="alert">
				<EmptyState whole icon={<Trash2 />} title={t("title")} action={list}>
					{t("text")}
				</EmptyState>
			</div>
			<KeptTexts conversationId={details.id} waiting={mine} />
		</div>
	);
}
