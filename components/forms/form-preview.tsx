"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Language } from "@/db/schema";
import { type HostedTexts, hostedForm, hostedThanks } from "./hosted-page";
import { type FormDraft, fieldOf } from "./use-save-form";

/** The page as visitors will see it, made by what makes it for them; in a frame in which nothing runs and nothing is sent. */
export function FormPreview({ draft, texts }: { draft: FormDraft; texts: Record<Language, HostedTexts> }) {
	const t = useTranslations("forms.preview");
	const [sent, setSent] = useState(false);
	const shown = useDeferredValue(draft);
	const form = { ...shown, fields: shown.fields.map(fieldOf) };
	const page = (sent ? hostedThanks : hostedForm)(form, { action: "#", texts: texts[form.language] });
	return (
		<section className="grid grid-cols-1 gap-3 rounded-xl border bg-card p-4">
			<div className="flex items-center gap-2">
				<h2 className="flex-1 font-semibold">{t("title")}</h2>
				<Button size="sm" aria-pressed={sent} onClick={() => setSent(!sent)}>
					{t(sent ? "form" : "thanks")}
				</Button>
			</div>
			<iframe title={t("frame")} sandbox="" srcDoc={page} className="h-[560px] w-full rounded-lg border bg-ground" />
		</section>
	);
}
