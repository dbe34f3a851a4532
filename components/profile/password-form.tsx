"use client";

import { useTranslations } from "next-intl";
import { PasswordInput } from "@/components/auth/password-input";
import { useForm } from "@/components/shell/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { useToast } from "@/components/ui/use-toast";
import { savePassword } from "@/lib/users/actions";

export function PasswordForm({ email }: { email: string }) {
	const t = useTranslations("profile.password");
	const toast = useToast();
	const { submit, pending, error, fields } = useForm(savePassword, (_, form) => {
		form.reset();
		toast(t("done"));
	});
	return (
		<form onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
			{/* For the password manager: whose it is. */}
			<input type="hidden" autoComplete="username" value={email} readOnly />
			<Field label={t("current")} error={fields.current}>
				{(control) => <PasswordInput {...control} name="current" autoComplete="current-password" />}
			</Field>
			<Field label={t("new")} hint={t("hint")} error={fields.password}>
				{(control) => <PasswordInput {...control} name="password" autoComplete="new-password" />}
			</Field>
			<div className="flex flex-wrap items-center justify-end gap-3 sm:col-span-2">
				<FormFailure>{error}</FormFailure>
				<Button type="submit" variant="solid" loading={pending}>
					{t("submit")}
				</Button>
			</div>
		</form>
	);
}
