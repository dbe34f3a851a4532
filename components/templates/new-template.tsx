import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export function NewTemplate() {
	const t = useTranslations("templates");
	return (
		<Button asChild variant="solid">
			<Link href="/templates/new">
				<Plus aria-hidden />
				{t("new")}
			</Link>
		</Button>
	);
}
