"use client";

import { useParams } from "next/navigation";
import { onDemand } from "@/components/ui/on-demand";

const KeptTexts = onDemand(() => import("./kept-texts").then((module) => module.KeptTexts));

/** Where the address leads to no conversation (any more): what this browser still holds of it. */
export function KeptOfAddress() {
	const conversationId = Number(useParams<{ id: string }>().id);
	return conversationId > 0 && <KeptTexts conversationId={conversationId} />;
}
