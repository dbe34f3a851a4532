import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import type { DnsRecord, DomainState } from "@/lib/channels/resend-domains";
import { domainOf } from "@/lib/inboxes/domain";
import { CopyButton } from "./copy-button";

/** The DNS records that the provider wants for an inbox's domain, each to be copied, and how far each is. */
export async function DomainRecords({ address }: { address: string }) {
	const [{ domain, trouble }, t] = await Promise.all([domainOf(address), getTranslations("inboxes.domain")]);
	const name = address.slice(address.lastIndexOf("@") + 1);
	return (
		<section aria-label={t("title", { name })} className="grid gap-3 rounded-xl border bg-ground p-4 text-sm">
			<h2 className="flex flex-wrap items-center gap-2 font-medium">
				<span className="[overflow-wrap:anywhere]">{t("title", { name: domain?.name ?? name })}</span>
				{domain && <State status={domain.status} text={t(`status.${domain.status}`)} />}
			</h2>
			{trouble !== null && (
				<Banner tone="danger" className="rounded-lg border">
					{t("trouble", { detail: trouble })}
				</Banner>
			)}
			{trouble === null && !domain && <p className="text-muted">{t("unknown", { name })}</p>}
			{domain && (
				<ul className="grid gap-2">
					{domain.records.map((record) => (
						<Row key={`${record.type} ${record.name} ${record.value}`} record={record} t={t} />
					))}
				</ul>
			)}
		</section>
	);
}

function Row({ record, t }: { record: DnsRecord; t: Awaited<ReturnType<typeof getTranslations<"inboxes.domain">>> }) {
	const { type, name, value, priority, status } = record;
	const purpose = (["SPF", "DKIM", "Receiving", "Tracking"] as const).find((known) => known === record.record);
	return (
		<li className="grid gap-1.5 rounded-lg border bg-surface p-3">
			<div className="flex flex-wrap items-center gap-x-2 gap-y-1">
				<span className="rounded bg-fill px-1.5 py-0.5 font-medium font-mono text-xs">{type}</span>
				<span className="text-muted">{purpose ? t(`purpose.${purpose}`) : record.record}</span>
				<span className="ml-auto">
					<State status={status} text={t(`status.${status}`)} />
				</span>
			</div>
			<Value label={t("name")} text={name} />
			<Value label={t("value")} text={value} />
			{priority !== null && (
				<p className="text-muted">
					{t("priority")} <code className="text-text">{priority}</code>
				</p>
			)}
		</li>
	);
}

function Value({ label, text }: { label: string; text: string }) {
	return (
		<div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 sm:grid-cols-[4.5rem_minmax(0,1fr)_auto]">
			<span className="text-muted max-sm:col-span-2">{label}</span>
			<code className="rounded-md bg-fill px-2 py-1 [overflow-wrap:anywhere]">{text}</code>
			<CopyButton text={text} what={label} />
		</div>
	);
}

function State({ status, text }: { status: DomainState; text: string }) {
	const tone = status === "verified" ? "text-ok-text" : status.includes("fail") ? "text-danger-text" : "text-note-text";
	return <span className={`font-medium text-xs ${tone}`}>{text}</span>;
}
