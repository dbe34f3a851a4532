"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import { save } from "@/lib/inboxes/actions";
import type { EditableInbox } from "@/lib/inboxes/state";
import { CheckConnection } from "./check-connection";
import { draftOf, givenOf, type InboxDraft } from "./inbox-draft";
import type { InboxKind } from "./kinds";
import { ServerFields } from "./server-fields";

type Props = { kind: InboxKind; inbox: EditableInbox | null; users: { id: number; name: string }[] };
type Errors = Record<string, string[]>;

/** An inbox to add or to change. What was typed stays, whatever is refused. */
export function InboxForm({ kind, inbox, users }: Props) {
	const t = useTranslations("inboxes.form");
	const tc = useTranslations("common");
	const router = useRouter();
	const toast = useToast();
	const [draft, setDraft] = useState(() => draftOf(inbox));
	const [failure, setFailure] = useState<{ error: string; fields: Errors }>({ error: "", fields: {} });
	const [pending, start] = useTransition();
	const change = (part: Partial<InboxDraft>) => setDraft((before) => ({ ...before, ...part }));
	const mail = kind === "resend" || kind === "mailbox";

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = event.currentTarget;
		start(async () => {
			const result = await answered(save(givenOf(kind, inbox?.id ?? null, draft)));
			if (result?.ok) {
				toast(t("saved"));
				router.push("/settings/inboxes");
				router.refresh();
				return;
			}
			setFailure({ error: result?.fields ? "" : (result?.error ?? tc("actionFailed")), fields: result?.fields ?? {} });
			requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
		});
	}
	return (
		<form onSubmit={submit} noValidate className="grid gap-4">
			<div className="grid gap-4 sm:grid-cols-2">
				<Field label={t("name")} hint={t("nameHint")} error={failure.fields.name}>
					{(control) => <Input {...control} value={draft.name} onChange={(event) => change({ name: event.target.value })} />}
				</Field>
				<Field label={t(mail ? "address" : "phone")} error={failure.fields.address}>
					{(control) => (
						<Input
							{...control}
							type={mail ? "email" : "tel"}
							autoComplete="off"
							autoCapitalize="none"
							value={draft.address}
							onChange={(event) => change({ address: event.target.value })}
						/>
					)}
				</Field>
			</div>
			{mail && (
				<Field label={t("owner")} hint={t("ownerHint")} error={failure.fields.userId}>
					{(control) => (
						<Select {...control} value={draft.userId ?? ""} onChange={(event) => change({ userId: event.target.value ? Number(event.target.value) : null })}>
							<option value="">{t("everybody")}</option>
							{users.map((user) => (
								<option key={user.id} value={user.id}>
									{user.name}
								</option>
							))}
						</Select>
					)}
				</Field>
			)}
			{kind === "mailbox" && <Mailbox draft={draft} inbox={inbox} errors={failure.fields} onChange={change} />}
			{draft.userId === null && <Tick label={t("main")} checked={draft.main} onChange={(main) => change({ main })} />}
			<Tick label={t("enabled")} checked={draft.enabled} onChange={(enabled) => change({ enabled })} />
			<FormFailure>{failure.error}</FormFailure>
			<div className="flex justify-end gap-2">
				<Button size="lg" onClick={() => router.push("/settings/inboxes")}>
					{tc("cancel")}
				</Button>
				<Button type="submit" size="lg" variant="solid" loading={pending}>
					{t("save")}
				</Button>
			</div>
		</form>
	);
}

type MailboxProps = { draft: InboxDraft; inbox: EditableInbox | null; errors: Errors; onChange: (part: Partial<InboxDraft>) => void };

function Mailbox({ draft, inbox, errors, onChange }: MailboxProps) {
	const t = useTranslations("inboxes.form");
	const kept = Boolean(inbox?.config.mailbox);
	return (
		<>
			<ServerFields side="imap" value={draft.imap} kept={kept} errors={errors} onChange={(part) => onChange({ imap: { ...draft.imap, ...part } })} />
			<ServerFields side="smtp" value={draft.smtp} kept={kept} errors={errors} onChange={(part) => onChange({ smtp: { ...draft.smtp, ...part } })} />
			<div className="grid gap-4 sm:grid-cols-2">
				<Field label={t("folder")} error={errors["mailbox.imap.folder"]}>
					{(control) => <Input {...control} value={draft.folder} onChange={(event) => onChange({ folder: event.target.value })} />}
				</Field>
				<Field label={t("importDays")} hint={t("importHint")} error={errors["mailbox.importDays"]}>
					{(control) => <Input {...control} inputMode="numeric" value={draft.importDays} onChange={(event) => onChange({ importDays: event.target.value })} />}
				</Field>
			</div>
			<CheckConnection id={inbox?.id ?? null} draft={draft} onFolder={(folder) => onChange({ folder })} />
		</>
	);
}

function Tick({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
	return (
		<label className="flex items-center gap-2.5">
			<input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} className="size-4 accent-(--color-accent)" />
			{label}
		</label>
	);
}
