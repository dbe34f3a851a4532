"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { acceptInvitation } from "@/lib/auth/actions";
import { PasswordInput } from "./password-input";

/** Whose hours are shown to them from the first page on. */
const sayTimeZone = (input: HTMLInputElement | null) => {
	if (input) input.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
};

/** Works before (and without) JavaScript, as signing in does. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
	const t = useTranslations("team.accept");
	const [state, submit, pending] = useActionState(acceptInvitation, null);
	const failure = state?.result.ok === false ? state.result : undefined;
	return (
		<form action={submit} noValidate className="grid gap-4">
			<input type="hidden" name="token" value={token} />
			<input type="hidden" name="timeZone" ref={sayTimeZone} />
			<Field label={t("email")}>{(control) => <Input {...control} value={email} readOnly autoComplete="username" className="bg-fill text-muted" />}</Field>
			<Field label={t("name")} error={failure?.fields?.name}>
				{(control) => <Input {...control} name="name" autoComplete="name" key={state?.values.name} defaultValue={state?.values.name} />}
			</Field>
			<Field label={t("password")} hint={t("passwordHint")} error={failure?.fields?.password}>
				{(control) => <PasswordInput {...control} name="password" autoComplete="new-password" />}
			</Field>
			<FormFailure>{failure && !failure.fields ? failure.error : ""}</FormFailure>
			<Button type="submit" variant="solid" size="lg" loading={pending} className="w-full">
				{t("submit")}
			</Button>
		</form>
	);
}
