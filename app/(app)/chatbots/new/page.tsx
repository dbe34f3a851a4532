import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChatbotPage } from "@/components/chatbots/chatbot-page";
import { requireAdmin } from "@/lib/auth/session";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("chatbots"))("add") };
}

export default async function NewChatbotPage() {
	await requireAdmin();
	return <ChatbotPage bot={null} />;
}
