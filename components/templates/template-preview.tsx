"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { RecipientField } from "@/components/start/recipient-field";
import type { Recipient } from "@/lib/customers/create";
import { FilledText } from "./filled-text";
import { useValues } from "./use-offered";

/** The template as a real customer would get it, with what is known of them. */
export function TemplatePreview({ subject, text }: { subject: string; text: string }) {
	const t = useTranslations("templates");
	const [customer, setCustomer] = useState<Recipient | null>(null);
	const input = useRef<HTMLInputElement>(null);
	const values = useValues({ conversationId: null, customerId: customer?.id ?? null });
	return (
		<section aria-label={t("preview")} className="grid grid-cols-1 gap-3 rounded-xl border bg-card p-4 lg:sticky lg:top-6">
			<h2 className="font-semibold">{t("preview")}</h2>
			<RecipientField label={t("previewFor")} value={customer} input={input} onPick={setCustomer} onClear={() => setCustomer(null)} />
			{!customer && <p className="text-muted text-xs">{t("previewHint")}</p>}
			<div className="grid grid-cols-1 gap-2 rounded-lg bg-ground p-3">
				{subject && (
					<p className="font-medium">
						<FilledText text={subject} values={values} />
					</p>
				)}
				<FilledText text={text} values={values} />
			</div>
		</section>
	);
}
