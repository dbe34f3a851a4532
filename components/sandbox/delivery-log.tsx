import { useFormatter, useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { LogLine } from "@/lib/sandbox/view";

const tones = { delivered: "ok", pending: "warn", "given up": "danger" } as const;
const names = { delivered: "delivered", pending: "pending", "given up": "givenUp" } as const;

/** The webhooks that the stand-ins posted to us, with what was answered each time. */
export function DeliveryLog({ deliveries }: { deliveries: LogLine[] }) {
	const t = useTranslations("sandbox.log");
	const format = useFormatter();
	return (
		<section aria-labelledby="log" className="grid gap-3">
			<div>
				<h2 id="log" className="font-semibold text-lg">
					{t("title")}
				</h2>
				<p className="text-muted text-sm">{t("text")}</p>
			</div>
			{deliveries.length === 0 && <p className="text-muted text-sm">{t("empty")}</p>}
			<ul className="divide-y overflow-hidden rounded-xl border bg-card empty:hidden">
				{deliveries.map(({ id, event, url, at, state, attempts }) => (
					<li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
						<time dateTime={at} className="text-muted text-xs">
							{format.dateTime(new Date(at), { timeStyle: "medium" })}
						</time>
						<span className="font-medium">{event}</span>
						<span className="min-w-0 flex-1 truncate text-muted text-xs max-sm:order-last max-sm:basis-full">{pathOf(url)}</span>
						<span className="text-muted text-xs tabular-nums">
							{attempts
								.map(({ status, error }) => status ?? error ?? "?")
								.slice(-6)
								.join(" · ")}
						</span>
						<Tag tone={tones[state]}>{t(names[state])}</Tag>
					</li>
				))}
			</ul>
		</section>
	);
}

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url);
