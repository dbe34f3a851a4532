import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ChatbotPage } from "@/components/chatbots/chatbot-page";
import { requireAdmin } from "@/lib/auth/session";
import { chatbotById } from "@/lib/chatbots/queries";
import { parseId } from "@/lib/id-route";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("chatbots"))("title") };
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ before?: string | string[] }> };

/** `?before=` a run: those before it are listed. */
export default async function OneChatbotPage({ params, searchParams }: Props) {
	await requireAdmin();
	const id = parseId((await params).id);
	const bot = id === null ? null : await chatbotById(id);
	if (!bot) notFound();
	const { before } = await searchParams;
	return <ChatbotPage bot={bot} before={parseId(typeof before === "string" ? before : null)} />;
}
