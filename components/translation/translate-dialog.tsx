"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { RichHandle, Written } from "@/components/composer/field-handle";
import type { Translated } from "@/components/composer/outbox";
import { RichField } from "@/components/composer/rich-field";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import type { StartChannel } from "@/lib/messages/schema";
import { preview } from "@/lib/translation/actions";
import { inSentence } from "./translate-button";

/** In which conversation it is said, or what it begins. */
type About = { conversationId: number } | { customerId: number; channel: StartChannel; subject: string };
type Props = { about: About; language: string; written: Written; onClose: () => void; onSend: (translated: Translated | null) => void };

/** What is written and what would be sent, side by side, before it is. Where translating fails, nothing goes out but by choice. */
export function TranslateDialog({ about, language, written, onClose, onSend }: Props) {
	const t = useTranslations("translated");
	const tc = useTranslations("common");
	const locale = useLocale();
	const [given] = useState({ ...about, ...written });
	const [attempt, setAttempt] = useState(0);
	const [error, setError] = useState<string | null>(null);
	const [made, setMade] = useState<Translated | null>(null);
	const field = useRef<RichHandle>(null);
	const failed = tc("actionFailed");
	// biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
	useEffect(() => {
		let over = false;
		setError(null);
		void answered(preview(given)).then((result) => {
			if (over) return;
			if (result?.ok) setMade(result.data);
			else setError(result?.error ?? failed);
		});
		return () => {
			over = true;
		};
	}, [given, failed, attempt]);
	const title = t("send", { language: inSentence(language, locale) });
	const change = (part: Partial<Translated>) => setMade((before) => before && { ...before, ...part });
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={title} className="max-w-2xl">
				<DialogBody className="grid gap-4">
					<section>
						<h3 className="mb-1.5 font-medium text-sm">{t("written")}</h3>
						{"subject" in given && made?.subject !== undefined && <p className="mb-1.5 font-medium [overflow-wrap:anywhere]">{given.subject}</p>}
						<p className="max-h-48 overflow-y-auto whitespace-pre-wrap rounded-lg bg-fill px-3.5 py-3 [overflow-wrap:anywhere]">{given.text}</p>
					</section>
					{!error && made?.subject !== undefined && (
						<Field label={t("subject")}>
							{(control) => (
								<Input {...control} lang={made.sentIn} value={made.subject} maxLength={998} onChange={(event) => change({ subject: event.target.value })} />
							)}
						</Field>
					)}
					{error ? (
						<FormFailure>{`${error} ${t("failedAsk")}`}</FormFailure>
					) : !made ? (
						<p role="status" className="flex items-center gap-2 text-muted">
							<Spinner />
							{t("preparing")}
						</p>
					) : given.html === null ? (
						<Field label={t("translation")}>
							{(control) => (
								<Textarea {...control} rows={6} lang={made.sentIn} value={made.text} onChange={(event) => change({ text: event.target.value, html: null })} />
							)}
						</Field>
					) : (
						<section>
							<h3 className="mb-1.5 font-medium text-sm">{t("translation")}</h3>
							<div lang={made.sentIn} className="rounded-lg border">
								<RichField label={t("translation")} placeholder="" value={made} handle={field} onFormats={() => {}} onChange={change} />
							</div>
						</section>
					)}
					<div className="flex flex-wrap justify-end gap-2">
						<Button onClick={onClose}>{t("cancel")}</Button>
						{error && <Button onClick={() => onSend(null)}>{t("sendOriginal")}</Button>}
						{error ? (
							<Button variant="solid" onClick={() => setAttempt(attempt + 1)}>
								{t("retry")}
							</Button>
						) : (
							<Button variant="solid" disabled={!made?.text.trim() || made.subject?.trim() === ""} onClick={() => made && onSend(made)}>
								{title}
							</Button>
						)}
					</div>
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
