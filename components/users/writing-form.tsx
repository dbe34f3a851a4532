"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { setWritingPreferences } from "@/lib/users/actions";
import type { Writing } from "@/lib/users/writing";

/** Seconds. */
const undoChoices = [0, 5, 10, 20, 30];

type Props = { writing: Writing; onSaved: (writing: Writing) => void };

/** What ends one's mails, and how long a sending can be undone. */
export function WritingForm({ writing, onSaved }: Props) {
	const t = useTranslations("composer.writing");
	const [signature, setSignature] = useState(writing.signature);
	const [undoSeconds, setUndoSeconds] = useState(writing.undoSeconds);
	const [kept, setKept] = useState(writing);
	const [save, saving] = useAction(setWritingPreferences, () => {
		const saved = { signature: signature.trim(), undoSeconds };
		setKept(saved);
		onSaved(saved);
	});
	const choices = [...new Set([...undoChoices, writing.undoSeconds])].sort((a, b) => a - b);
	const question = useUnsaved(!saving && (signature.trim() !== kept.signature || undoSeconds !== kept.undoSeconds));

	function submit(event: FormEvent) {
		event.preventDefault();
		save({ signature, undoSeconds });
	}

	return (
		<>
			{question}
			<form onSubmit={submit} className="grid gap-3.5">
				<Field label={t("signature")} hint={t("signatureHint")}>
					{(control) => <Textarea {...control} rows={4} maxLength={2000} value={signature} onChange={(event) => setSignature(event.target.value)} />}
				</Field>
				<Field label={t("undo")} hint={t("undoHint")}>
					{(control) => (
						<Select {...control} value={String(undoSeconds)} onChange={(event) => setUndoSeconds(Number(event.target.value))}>
							{choices.map((seconds) => (
								<option key={seconds} value={seconds}>
									{seconds === 0 ? t("noUndo") : t("seconds", { count: seconds })}
								</option>
							))}
						</Select>
					)}
				</Field>
				<Button type="submit" variant="solid" loading={saving} className="justify-self-end">
					{t("save")}
				</Button>
			</form>
		</>
	);
}
