"use client";

import { useTranslations } from "next-intl";
import { Section } from "@/components/details/section";
import { useFormat } from "@/components/shell/use-format";
import { customerSources } from "@/lib/customers/filter";
import type { CustomerRecord } from "@/lib/customers/record";
import { Addresses } from "./addresses";
import { AvatarEditor } from "./avatar-editor";
import { useCustomerReload } from "./customer-reload";
import { OwnFields } from "./own-fields";
import { TagEditor } from "./tag-editor";
import { CompanyField, LanguageField, NameField, RemarksField } from "./text-fields";
import { TrustImages } from "./trust-images";
import { Unblock } from "./unblock";

/** All that is kept of a customer, each thing to be changed where it stands. */
export function CustomerCard({ customer, knownTags }: { customer: CustomerRecord; knownTags: string[] }) {
	const t = useTranslations("customers.record");
	const ts = useTranslations("customers.sources");
	const format = useFormat();
	const reload = useCustomerReload();
	const source = customerSources.find((known) => known === customer.source);
	return (
		<div className="rounded-xl border bg-card">
			<h2 className="sr-only">{t("data")}</h2>
			<div className="grid gap-3 border-line-soft border-b p-4">
				<AvatarEditor customer={customer} />
				<NameField customer={customer} />
				<p className="text-muted text-sm">
					{t("since", { date: format.date(customer.since) })}
					{source && ` · ${ts(source)}`}
				</p>
				{customer.blocked && (
					<div className="flex items-center gap-3 rounded-md bg-note-fill px-2.5 py-2 text-note-text text-sm">
						<span className="min-w-0 flex-1">{t("blocked")}</span>
						<Unblock customerId={customer.id} label={t("unblock")} named={t("unblockNamed", { name: customer.name })} onDone={reload} />
					</div>
				)}
			</div>
			<Section title={t("contact")}>
				<Addresses customerId={customer.id} identities={customer.identities} />
			</Section>
			<Section title={t("about")}>
				<LanguageField customer={customer} />
				<CompanyField customer={customer} />
				<RemarksField customer={customer} />
			</Section>
			<Section title={t("tags")}>
				<TagEditor customerId={customer.id} tags={customer.tags} known={knownTags} />
			</Section>
			<Section title={t("fields")}>
				<OwnFields customerId={customer.id} fields={customer.fields} />
			</Section>
			<Section title={t("mail")}>
				<TrustImages customerId={customer.id} trusted={customer.remoteImages} />
			</Section>
		</div>
	);
}
