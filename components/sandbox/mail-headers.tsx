import { useTranslations } from "next-intl";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";

/** The headers that decide where an answer goes and what it belongs to. */
export function MailHeaders({ item }: { item: OutboxItem }) {
	const t = useTranslations("sandbox.outbox");
	const lines = [
		["From", item.from],
		["To", item.to.join(", ")],
		["Cc", item.cc.join(", ")],
		["Reply-To", item.reply_to.join(", ")],
		["Message-ID", item.message_id],
		["In-Reply-To", item.in_reply_to],
		["References", item.references.join(" ")],
	].filter((line): line is [string, string] => Boolean(line[1]));
	return (
		<details className="min-w-0 flex-1 text-sm">
			<summary className="w-fit rounded-md text-muted hover:text-text">{t("headers")}</summary>
			<dl className="mt-2 grid gap-1">
				{lines.map(([name, value]) => (
					<div key={name} className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
						<dt className="text-muted">{name}</dt>
						<dd className="break-all font-mono text-xs leading-[18px]">{value}</dd>
					</div>
				))}
			</dl>
		</details>
	);
}
