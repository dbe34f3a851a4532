"use client";

import { type CountryCode, getCountries, getCountryCallingCode, parsePhoneNumberFromString as parsePhone } from "libphonenumber-js/min";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

type Props = {
	control: { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };
	value: string;
	onChange: (value: string) => void;
};

/** Where a number is from that says nothing of it. */
const usual = { es: "ES", en: "GB", it: "IT" } as const satisfies Record<string, CountryCode>;

/** A number as it is written where the reader's language is spoken, or with its prefix, as E.164; what is none stays as it is. */
export function asPhone(text: string, locale: keyof typeof usual): string {
	return parsePhone(text, usual[locale])?.number ?? text;
}

/** A number as it is written in its country, or with any prefix; answers E.164 once it is one. */
export function PhoneInput({ control, value, onChange }: Props) {
	const t = useTranslations("customers.record");
	const locale = useLocale();
	const first = parsePhone(value);
	const [country, setCountry] = useState<CountryCode>(first?.country ?? usual[locale]);
	const [text, setText] = useState((first?.country && first.formatNational()) ?? value);
	const countries = useMemo(() => {
		const name = new Intl.DisplayNames(locale, { type: "region" });
		return getCountries()
			.map((code) => ({ code, name: name.of(code) ?? code, prefix: `+${getCountryCallingCode(code)}` }))
			.sort((a, b) => a.name.localeCompare(b.name, locale));
	}, [locale]);

	function write(next: string, from: CountryCode) {
		const number = parsePhone(next, from);
		setText(next);
		// A prefix that was typed, with + or 00, says where it is.
		const abroad = number && number.countryCallingCode !== getCountryCallingCode(from);
		setCountry(((abroad || next.trim().startsWith("+")) && number?.country) || from);
		onChange(number?.number ?? next);
	}
	return (
		<div className="@container">
			{/* Below each other where the names of countries would be cut off. */}
			<div className="grid @sm:grid-cols-[11rem_minmax(0,1fr)] gap-2">
				<Select
					aria-label={t("country")}
					value={country}
					onChange={(event) => write(text, countries.find(({ code }) => code === event.target.value)?.code ?? country)}
				>
					{countries.map(({ code, name, prefix }) => (
						<option key={code} value={code}>
							{prefix} {name}
						</option>
					))}
				</Select>
				<Input
					{...control}
					type="tel"
					inputMode="tel"
					autoComplete="off"
					maxLength={40}
					value={text}
					onChange={(event) => write(event.target.value, country)}
				/>
			</div>
		</div>
	);
}
