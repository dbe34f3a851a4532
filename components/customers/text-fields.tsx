"use client";

import { useLocale, useTranslations } from "next-intl";
import { languageName } from "@/components/details/language-name";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { edit } from "@/lib/customers/actions";
import type { CustomerRecord } from "@/lib/customers/record";
import { EditInPlace } from "./edit-in-place";
import { useOfferedLanguages } from "./use-offered-languages";

type Props = { customer: Pick<CustomerRecord, "id" | "name" | "company" | "language" | "remarks"> };

export function NameField({ customer: { id, name } }: Props) {
	const t = useTranslations("customers.record");
	return (
		<EditInPlace label={t("name")} value={name} onSave={(was, now) => edit({ customerId: id, field: "name", was, now })}>
			{({ onChange, ...control }) => <Input {...control} maxLength={200} autoComplete="off" onChange={(event) => onChange(event.target.value)} />}
		</EditInPlace>
	);
}

export function CompanyField({ customer: { id, company } }: Props) {
	const t = useTranslations("customers.record");
	return (
		<EditInPlace label={t("company")} value={company ?? ""} onSave={(was, now) => edit({ customerId: id, field: "company", was, now })}>
			{({ onChange, ...control }) => <Input {...control} maxLength={200} autoComplete="off" onChange={(event) => onChange(event.target.value)} />}
		</EditInPlace>
	);
}

export function LanguageField({ customer: { id, language } }: { customer: Pick<CustomerRecord, "id" | "language"> }) {
	const t = useTranslations("customers.record");
	const locale = useLocale();
	const offered = useOfferedLanguages();
	const kept = language ?? "";
	return (
		<EditInPlace
			label={t("language")}
			value={kept}
			shown={(tag) => languageName(tag, locale) ?? tag}
			onSave={(was, now) => edit({ customerId: id, field: "language", was, now })}
		>
			{({ onChange, ...control }) => (
				<Select {...control} onChange={(event) => onChange(event.target.value)}>
					<option value="">{t("noLanguage")}</option>
					{kept && !offered.some(({ value }) => value === kept) && <option value={kept}>{languageName(kept, locale) ?? kept}</option>}
					{offered.map(({ value, label }) => (
						<option key={value} value={value}>
							{label}
						</option>
					))}
				</Select>
			)}
		</EditInPlace>
	);
}

export function RemarksField({ customer: { id, remarks } }: Props) {
	const t = useTranslations("customers.record");
	return (
		<EditInPlace label={t("remarks")} value={remarks} multiline onSave={(was, now) => edit({ customerId: id, field: "remarks", was, now })}>
			{({ onChange, ...control }) => <Textarea {...control} maxLength={10_000} onChange={(event) => onChange(event.target.value)} />}
		</EditInPlace>
	);
}
