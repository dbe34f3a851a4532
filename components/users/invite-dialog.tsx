"use client";

import { useTranslations } from "next-intl";
import { useForm } from "@/components/shell/use-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Language } from "@/db/schema";
import { languageNames } from "@/lib/i18n/language";
import { invite } from "@/lib/users/actions";

type Props = { language: Language; onClose: () => void; onDone: (email: string) => void };

export function InviteDialog({ language, onClose, onDone }: Props) {
	const t = useTranslations("team.inviteDialog");
	const tc = useTranslations("common");
	const { submit, pending, error, fields } = useForm(invite, (_, form) => onDone(String(new FormData(form).get("email"))));
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title")} description={t("text")}>
				<form onSubmit={submit} noValidate className="contents">
					<DialogBody>
						<Field label={t("email")} error={fields.email}>
							{(control) => <Input {...control} name="email" type="email" inputMode="email" autoComplete="off" autoCapitalize="none" spellCheck={false} />}
						</Field>
						<Field label={t("role")} error={fields.role}>
							{(control) => (
								<Select {...control} name="role" defaultValue="operator">
									<option value="operator">{tc("roles.operator")}</option>
									<option value="admin">{tc("roles.admin")}</option>
								</Select>
							)}
						</Field>
						<Field label={t("language")} error={fields.language}>
							{(control) => (
								<Select {...control} name="language" defaultValue={language}>
									{Object.entries(languageNames).map(([value, name]) => (
										<option key={value} value={value} lang={value}>
											{name}
										</option>
									))}
								</Select>
							)}
						</Field>
						<FormFailure>{error}</FormFailure>
					</DialogBody>
					<footer className="flex justify-end gap-2 border-line-soft border-t bg-ground px-5 py-3">
						<Button size="lg" onClick={onClose}>
							{tc("cancel")}
						</Button>
						<Button type="submit" size="lg" variant="solid" loading={pending}>
							{t("submit")}
						</Button>
					</footer>
				</form>
			</DialogContent>
		</Dialog>
	);
}
