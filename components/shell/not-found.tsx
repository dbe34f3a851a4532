import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function NotFound() {
	const t = useTranslations("common.notFound");
	return (
		<div className="grid h-full min-h-80 place-content-center">
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
		</div>
	);
}
