import { Bot, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Articles } from "@/components/chatbots/articles";
import { ChatbotList } from "@/components/chatbots/chatbot-list";
import { Texts } from "@/components/shell/texts";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAdmin } from "@/lib/auth/session";
import { listArticles } from "@/lib/chatbots/articles";
import { failingChatbots, listChatbots } from "@/lib/chatbots/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("chatbots"))("title") };
}

export default async function ChatbotsPage() {
	await requireAdmin();
	const [bots, failing, articles, t] = await Promise.all([listChatbots(), failingChatbots(), listArticles(), getTranslations("chatbots")]);
	return (
		<Texts of={["chatbots"]}>
			<div className="h-full overflow-auto">
				<div className="mx-auto grid w-full max-w-4xl grid-cols-1 gap-5 p-4 lg:p-6">
					<header className="flex flex-wrap items-start gap-3">
						<div className="min-w-0 flex-1 basis-64">
							<h1 className="font-semibold text-xl">{t("title")}</h1>
							<p className="max-w-prose text-muted">{t("about")}</p>
						</div>
						<Button asChild variant="solid">
							<Link href="/chatbots/new">
								<Plus aria-hidden />
								{t("add")}
							</Link>
						</Button>
					</header>
					<div className="overflow-hidden rounded-xl border bg-card">
						{bots.length > 0 ? (
							<ChatbotList bots={bots} failing={failing} />
						) : (
							<EmptyState icon={<Bot />} title={t("empty")}>
								{t("emptyText")}
							</EmptyState>
						)}
					</div>
					<Articles articles={articles.map(({ id, title, body, updatedAt }) => ({ id, title, body, seen: updatedAt.toISOString() }))} />
				</div>
			</div>
		</Texts>
	);
}
