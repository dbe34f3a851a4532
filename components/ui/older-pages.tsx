import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "./button";

type Props = {
	/** Where `?before=` an id is the page that ends before it. */ path: string;
	before: number | null /** The id that this page ends with, where there is more. */;
	last: number | null;
};

/** From page to page of a list of what happened, the newest first. */
export function OlderPages({ path, before, last }: Props) {
	const t = useTranslations("common");
	if (before === null && last === null) return null;
	return (
		<nav aria-label={t("pages")} className="flex justify-center gap-2">
			{before !== null && (
				<Button asChild>
					<Link href={path}>{t("newest")}</Link>
				</Button>
			)}
			{last !== null && (
				<Button asChild>
					<Link href={`${path}?before=${last}`}>{t("older")}</Link>
				</Button>
			)}
		</nav>
	);
}
