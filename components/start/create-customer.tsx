"use client";

import { type Locale, useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { asPhone, PhoneInput } from "@/components/customers/phone-input";
import { useOfferedLanguages } from "@/components/customers/use-offered-languages";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/action";
import { create } from "@/lib/customers/actions";
import type { Creation, Recipient } from "@/lib/customers/create";
import { cn } from "@/lib/utils";

/** `typed`: what was looked for and not found, which goes where it seems to belong. */
/** `alone`: it is all that a dialog is about, and nobody is chosen for anything. */
type Props = { typed: string; alone?: boolean; onDone: (recipient: Recipient) => void; onCancel: () => void };

/** Adds a customer without leaving what is being written. An address that is somebody's leads to them. */
export function CreateCustomer({ typed, alone = false, onDone, onCancel }: Props) {
	const t = useTranslations("start.create");
	const common = useTranslations("common");
	const locale = useLocale();
	const languages = useOfferedLanguages();
	const id = useId();
	const [customer, setCustomer] = useState(() => startingWith(typed, locale));
	const [saving, setSaving] = useState(false);
	const [refused, setRefused] = useState<Extract<ActionResult, { ok: false }> | null>(null);
	const [taken, setTaken] = useState<Creation["taken"]>();

	const change = (part: Partial<typeof customer>) => {
		setCustomer({ ...customer, ...part });
		setTaken(undefined);
	};
	async function submit(event: FormEvent) {
		event.preventDefault();
		setSaving(true);
		const result = await create(customer).catch(() => ({ ok: false as const, error: common("actionFailed") }));
		setSaving(false);
		setRefused(result.ok ? null : result);
		if (!result.ok) return;
		if (result.data.created) onDone(result.data.created);
		else setTaken(result.data.taken);
	}

	const text = (name: "name" | "email", input: { inputMode?: "email"; placeholder?: string; autoFocus?: boolean }) => {
		return (
			<Field label={t(name)} error={refused?.fields?.[name]} className={name === "email" ? "sm:col-span-2" : undefined}>
				{(control) => (
					<Input
						{...control}
						{...input}
						value={customer[name]}
						maxLength={254}
						autoComplete="off"
						onChange={(event) => change({ [name]: event.target.value })}
					/>
				)}
			</Field>
		);
	};
	return (
		<form
			onSubmit={submit}
			noValidate
			{...(alone ? { "aria-label": t("title") } : { "aria-labelledby": `${id}-title` })}
			// Escape leaves this, not the dialog around it.
			onKeyDown={(event) => {
				if (event.key !== "Escape") return;
				event.preventDefault();
				onCancel();
			}}
			className={cn("grid gap-3", !alone && "rounded-xl border border-line-strong bg-ground p-3.5")}
		>
			{!alone && (
				<h3 id={`${id}-title`} className="font-semibold text-sm">
					{t("title")}
				</h3>
			)}
			<div className="grid gap-3 sm:grid-cols-2">
				{text("name", { autoFocus: true })}
				<Field label={t("language")} error={refused?.fields?.language} optional={common("optional")}>
					{(control) => (
						<Select {...control} value={customer.language} onChange={(event) => change({ language: event.target.value })}>
							<option value="">{t("unknownLanguage")}</option>
							{languages.map(({ value, label }) => (
								<option key={value} value={value}>
									{label}
								</option>
							))}
						</Select>
					)}
				</Field>
				{text("email", { inputMode: "email", placeholder: t("emailExample") })}
				<Field label={t("phone")} error={refused?.fields?.phone} className="sm:col-span-2">
					{(control) => <PhoneInput control={control} value={customer.phone} onChange={(phone) => change({ phone })} />}
				</Field>
			</div>
			<div role="alert" className="text-sm empty:hidden">
				{taken && (
					<p className="flex flex-wrap items-center gap-2 rounded-md bg-note-fill px-2.5 py-2 text-note-text">
						<span className="min-w-0 flex-1">{t("taken", { value: taken.value, name: taken.owner.name })}</span>
						<Button size="sm" onClick={() => onDone(taken.owner)}>
							{t("pickOwner", { name: taken.owner.name })}
						</Button>
					</p>
				)}
				{refused && !refused.fields && <p className="text-danger-text">{refused.error}</p>}
			</div>
			<div className="flex justify-end gap-2">
				<Button onClick={onCancel}>{common("cancel")}</Button>
				<Button type="submit" variant="solid" loading={saving}>
					{t(alone ? "submitAlone" : "submit")}
				</Button>
			</div>
		</form>
	);
}

function startingWith(typed: string, locale: Locale) {
	const empty = { name: "", email: "", phone: "", language: "" };
	if (typed.includes("@")) return { ...empty, email: typed };
	return /^\+?[\d\s().-]{5,}$/.test(typed) ? { ...empty, phone: asPhone(typed, locale) } : { ...empty, name: typed };
}
