"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { sendMail } from "@/lib/sandbox/actions";
import type { Answering, PlayedPersona } from "@/lib/sandbox/view";
import { FilesField } from "./files-field";
import { useSending } from "./use-sending";

export type InboxChoice = { channel: string; name: string; address: string };
type Props = { persona: PlayedPersona; inboxes: InboxChoice[]; answering: Answering | null };

export function MailForm({ persona, inboxes, answering }: Props) {
	const t = useTranslations("sandbox.write");
	const home = `/sandbox?as=${encodeURIComponent(persona.address)}`;
	const { submit, pending, error, fields, values } = useSending(sendMail, answering ? home : undefined);
	return (
		<form action={submit} className="grid gap-3">
			<input type="hidden" name="from" value={persona.address} />
			<input type="hidden" name="fromName" value={persona.name} />
			{answering ? (
				<>
					<input type="hidden" name="answerTo" value={answering.id} />
					<Field label={t("to")}>{(control) => <Input {...control} readOnly value={answering.to} />}</Field>
					<Field label={t("subject")}>{(control) => <Input {...control} readOnly value={answering.subject} />}</Field>
				</>
			) : (
				<>
					<Field label={t("to")} error={fields.to}>
						{(control) => (
							<Select {...control} name="to" key={values.to} defaultValue={values.to}>
								{inboxes.map(({ address, name }) => (
									<option key={address} value={address}>{`${name} <${address}>`}</option>
								))}
							</Select>
						)}
					</Field>
					<Field label={t("subject")} error={fields.subject}>
						{(control) => <Input {...control} name="subject" maxLength={500} defaultValue={values.subject} />}
					</Field>
				</>
			)}
			<Field label={t("body")} error={fields.text}>
				{(control) => <Textarea {...control} name="text" className="min-h-36" required defaultValue={values.text} />}
			</Field>
			<FilesField error={fields.files} />
			{error && (
				<p role="alert" className="text-danger-text text-sm">
					{error}
				</p>
			)}
			<div className="flex gap-2">
				<Button type="submit" variant="solid" loading={pending}>
					{t("send")}
				</Button>
				{answering && (
					<Button asChild variant="ghost">
						<Link href={home}>{t("notAnswer")}</Link>
					</Button>
				)}
			</div>
		</form>
	);
}
