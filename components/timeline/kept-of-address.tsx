"use client";

import dynamic from "next/dynamic";
import { useParams } from "next/navigation";

const KeptTexts = dynamic(() => import("./kept-texts").then((module) => module.KeptTexts), { ssr: false });

/** Where the address leads to no conversation (any more): what this browser still holds of it. */
export function KeptOfAddress() {
	const conversationId = Number(useParams<{ id: string }>().id);
	return conversationId > 0 && <KeptTexts conversationId={conversationId} />;
}
