import { Inbox as InboxIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";
import type { PlayedPersona } from "@/lib/sandbox/view";
import { OutboxEntry } from "./outbox-entry";

/** What the customer received and sent, newest first. */
export function Outbox({ persona, items }: { persona: PlayedPersona; items: OutboxItem[] }) {
	const t = useTranslations("sandbox.outbox");
	return (
		<section aria-labelledby="outbox" className="grid gap-3">
			<h2 id="outbox" className="truncate font-semibold text-lg">
				{t("title", { name: persona.name || persona.address })}
			</h2>
			{items.length === 0 && (
				<EmptyState icon={<InboxIcon />} title={t("empty.title")} className="rounded-xl border bg-card">
					{t("empty.text")}
				</EmptyState>
			)}
			{items.map((item) => (
				<OutboxEntry key={item.id} item={item} persona={persona} />
			))}
		</section>
	);
}
