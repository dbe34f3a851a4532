"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { sendText } from "@/lib/sandbox/actions";
import type { PlayedPersona } from "@/lib/sandbox/view";
import { FilesField } from "./files-field";
import type { InboxChoice } from "./mail-form";
import { useSending } from "./use-sending";

export function TextForm({ persona, inboxes }: { persona: PlayedPersona; inboxes: InboxChoice[] }) {
	const t = useTranslations("sandbox.write");
	const channels = useTranslations("common.channels");
	const { submit, pending, error, fields, values } = useSending(sendText);
	return (
		<form action={submit} className="grid gap-3">
			<input type="hidden" name="from" value={persona.address} />
			<input type="hidden" name="fromName" value={persona.name} />
			<Field label={t("to")} error={fields.inbox}>
				{(control) => (
					<Select {...control} name="inbox" key={values.inbox} defaultValue={values.inbox}>
						{inboxes.map(({ channel, address }) => (
							<option key={`${channel}:${address}`} value={`${channel}:${address}`}>
								{`${channels(channel === "whatsapp" ? "whatsapp" : "sms")} · ${address}`}
							</option>
						))}
					</Select>
				)}
			</Field>
			<Field label={t("body")} error={fields.text}>
				{(control) => <Textarea {...control} name="text" className="min-h-24" maxLength={1600} defaultValue={values.text} />}
			</Field>
			<FilesField error={fields.files} />
			{error && (
				<p role="alert" className="text-danger-text text-sm">
					{error}
				</p>
			)}
			<Button type="submit" variant="solid" loading={pending} className="justify-self-start">
				{t("send")}
			</Button>
		</form>
	);
}
