import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { KeptOfAddress } from "@/components/timeline/kept-of-address";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ConversationNotFound() {
	const t = useTranslations("chat.notFound");
	return (
		<div data-full-height="" className="grid h-full flex-1 grid-cols-[minmax(0,1fr)] content-center overflow-y-auto">
			<EmptyState
				whole
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
			<KeptOfAddress />
		</div>
	);
}
