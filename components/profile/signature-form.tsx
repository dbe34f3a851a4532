"use client";

import { useTranslations } from "next-intl";
import { useForm } from "@/components/shell/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import { saveSignature } from "@/lib/users/actions";

export function SignatureForm({ signature }: { signature: string }) {
	const t = useTranslations("profile");
	const toast = useToast();
	const { submit, pending, error, fields } = useForm(saveSignature, () => toast(t("saved")));
	return (
		<form onSubmit={submit} noValidate className="grid gap-4">
			<Field label={t("signature.label")} error={fields.signature}>
				{(control) => <Textarea {...control} name="signature" defaultValue={signature} />}
			</Field>
			<FormFailure>{error}</FormFailure>
			<Button type="submit" loading={pending} className="justify-self-start">
				{t("save")}
			</Button>
		</form>
	);
}
