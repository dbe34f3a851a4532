"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "@/components/shell/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import { languageNames } from "@/lib/i18n/language";
import { saveProfile } from "@/lib/users/actions";
import type { Profile } from "@/lib/users/profile";

export function AboutForm({ profile, timeZones }: { profile: Profile; timeZones: string[] }) {
	const t = useTranslations("profile");
	const router = useRouter();
	const toast = useToast();
	const { submit, pending, error, fields } = useForm(saveProfile, () => {
		toast(t("saved"));
		router.refresh();
	});
	return (
		<form onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
			<Field label={t("about.name")} error={fields.name}>
				{(control) => <Input {...control} name="name" autoComplete="name" defaultValue={profile.name} />}
			</Field>
			<Field label={t("about.email")} hint={t("about.emailHint")}>
				{(control) => <Input {...control} value={profile.email} readOnly className="bg-fill text-muted" />}
			</Field>
			<Field label={t("about.language")} error={fields.language}>
				{(control) => (
					<Select {...control} name="language" defaultValue={profile.language}>
						{Object.entries(languageNames).map(([value, name]) => (
							<option key={value} value={value} lang={value}>
								{name}
							</option>
						))}
					</Select>
				)}
			</Field>
			<Field label={t("about.timeZone")} hint={t("about.timeZoneHint")} error={fields.timeZone}>
				{(control) => (
					<Select {...control} name="timeZone" defaultValue={profile.timeZone}>
						{timeZones.map((zone) => (
							<option key={zone} value={zone}>
								{zone.replaceAll("_", " ")}
							</option>
						))}
					</Select>
				)}
			</Field>
			<div className="flex flex-wrap items-center justify-end gap-3 sm:col-span-2">
				<FormFailure>{error}</FormFailure>
				<Button type="submit" variant="solid" loading={pending}>
					{t("save")}
				</Button>
			</div>
		</form>
	);
}
