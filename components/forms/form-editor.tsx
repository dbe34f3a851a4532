"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormError } from "@/components/composer/form-error";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { BackLink } from "@/components/ui/back-link";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Language } from "@/db/schema";
import type { FormDetails } from "@/lib/forms/queries";
import { FieldRows } from "./field-rows";
import { FormFields, type FormInboxes } from "./form-fields";
import { FormPreview } from "./form-preview";
import type { HostedTexts } from "./hosted-page";
import { type FormDraft, useSaveForm } from "./use-save-form";

type Props = {
	form: FormDetails | null;
	beginning: FormDraft;
	inboxes: FormInboxes;
	tags: string[];
	texts: Record<Language, HostedTexts>;
	children?: ReactNode;
};

/** Writes a form, and shows it as visitors will see it; below that (`children`) where it is. */
export function FormEditor({ form, beginning, inboxes, tags, texts, children }: Props) {
	const t = useTranslations("forms");
	const { draft, change, save, saving, refused, unsaved } = useSaveForm(form, beginning);
	const question = useUnsaved(unsaved && !saving);
	const errors = refused?.fields ?? {};
	return (
		<div className="mx-auto grid w-full max-w-6xl grid-cols-1 gap-4 p-4 lg:p-6">
			{question}
			<header className="flex flex-wrap items-center gap-2">
				<div className="min-w-0 flex-1">
					<BackLink href="/settings/forms">{t("title")}</BackLink>
					<h1 className="truncate font-semibold text-xl">{form?.name ?? t("newTitle")}</h1>
				</div>
				{form && (
					<Button asChild>
						<Link href={`/settings/forms/${form.id}/submissions`}>{t("submissions.title")}</Link>
					</Button>
				)}
			</header>
			{form?.archived && <Banner>{t("isArchived")}</Banner>}
			<div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,420px)]">
				<form
					noValidate
					aria-label={t("formLabel")}
					onSubmit={(event) => {
						event.preventDefault();
						save();
					}}
					className="grid grid-cols-1 gap-3.5 rounded-xl border bg-card p-4"
				>
					<FormFields draft={draft} inboxes={inboxes} errors={errors} onChange={change} />
					<h2 className="mt-1 font-semibold">{t("fieldsTitle")}</h2>
					<FieldRows fields={draft.fields} tags={tags} errors={errors} onChange={(fields) => change({ fields })} />
					<FormError>{refused?.error ?? null}</FormError>
					<div className="flex items-center justify-end gap-3">
						{unsaved && <p className="text-muted text-sm">{t("unsaved")}</p>}
						<Button type="submit" variant="solid" loading={saving}>
							{t("save")}
						</Button>
					</div>
				</form>
				<div className="grid grid-cols-1 gap-5">
					<FormPreview draft={draft} texts={texts} />
					{children}
				</div>
			</div>
		</div>
	);
}
