"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { FormDetails } from "@/lib/forms/queries";
import type { HostedTexts } from "./hosted-page";
import { formSnippet, frameSnippet } from "./snippet";

type Props = { form: FormDetails; address: string; texts: HostedTexts };

/** Where the form is, and how it comes into another site's page. As it is saved, not as it is being written. */
export function PublishPanel({ form, address, texts }: Props) {
	const t = useTranslations("forms.publish");
	return (
		<section className="grid grid-cols-1 gap-3 rounded-xl border bg-card p-4">
			<div>
				<h2 className="font-semibold">{t("title")}</h2>
				<p className="text-muted text-sm">{t(form.enabled ? "open" : "closed")}</p>
			</div>
			<div className="flex flex-wrap items-center gap-2">
				<code className="min-w-0 flex-1 basis-40 break-all rounded-md bg-fill px-2 py-1 text-xs">{address}</code>
				<CopyButton text={address} named={t("copyLink")} />
				<Button size="sm" asChild>
					<a href={address} target="_blank" rel="noopener">
						<ExternalLink aria-hidden />
						{t("see")}
					</a>
				</Button>
			</div>
			{form.sites.length === 0 && <p className="rounded-md bg-note-fill px-2.5 py-2 text-note-text text-sm">{t("noSites")}</p>}
			<Snippet title={t("frame")} text={frameSnippet(form, address)} named={t("copyFrame")} />
			<Snippet title={t("html")} text={formSnippet(form, address, texts)} named={t("copyHtml")} />
		</section>
	);
}

function Snippet({ title, text, named }: { title: string; text: string; named: string }) {
	return (
		<div>
			<div className="mb-1.5 flex items-center gap-2">
				<h3 className="flex-1 font-medium text-sm">{title}</h3>
				<CopyButton text={text} named={named} />
			</div>
			<textarea readOnly aria-label={title} value={text} rows={5} className="w-full resize-y rounded-md border bg-fill p-2 font-mono text-xs" />
		</div>
	);
}
