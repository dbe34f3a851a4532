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

export default async function OneChatbotPage({ params }: { params: Promise<{ id: string }> }) {
	await requireAdmin();
	const id = parseId((await params).id);
	const bot = id === null ? null : await chatbotById(id);
	if (!bot) notFound();
	return <ChatbotPage bot={bot} />;
}
