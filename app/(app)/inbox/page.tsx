import { MessageCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";

/** Nothing open: what to do next. A phone shows the list alone. */
export default function InboxPage() {
	const t = useTranslations("inbox.none");
	const hints = [
		{ keys: ["j", "k"], text: t("move") },
		{ keys: ["enter"], text: t("open") },
		{ keys: ["?"], text: t("help") },
	];
	return (
		<div className="grid h-full place-content-center">
			<EmptyState icon={<MessageCircle />} title={t("title")}>
				{t("text")}
				<dl className="mt-5 inline-grid grid-cols-[auto_auto] items-center justify-center gap-x-3 gap-y-1.5 text-left max-lg:hidden">
					{hints.map(({ keys, text }) => (
						<div key={text} className="col-span-2 grid grid-cols-subgrid items-center">
							<dt className="flex justify-end gap-1">
								{keys.map((key) => (
									<Kbd key={key} keys={key} />
								))}
							</dt>
							<dd>{text}</dd>
						</div>
					))}
				</dl>
			</EmptyState>
		</div>
	);
}
