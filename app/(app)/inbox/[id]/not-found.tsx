import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ConversationNotFound() {
	const t = useTranslations("chat.notFound");
	return (
		<div data-full-height="" className="grid h-full flex-1 place-content-center">
			<EmptyState
				icon={<SearchX />}
				title={t("title")}
				action={
					<Button asChild>
						<Link href="/inbox">{t("action")}</Link>
					</Button>
				}
			>
				{t("text")}
			</EmptyState>
		</div>
	);
}
