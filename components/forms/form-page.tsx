import { getLocale, getTranslations } from "next-intl/server";
import { Texts } from "@/components/shell/texts";
import { listTags } from "@/lib/customers/list";
import { publicOrigin } from "@/lib/forms/address";
import { type FormDetails, mailInboxes } from "@/lib/forms/queries";
import { hostedTexts } from "@/lib/forms/texts";
import { asLanguage } from "@/lib/i18n/language";
import { FormEditor } from "./form-editor";
import { PublishPanel } from "./publish-panel";
import type { FieldDraft, FormDraft } from "./use-save-form";

/** The page of a form, or of one that is new, with all that its editor offers. */
export async function FormPage({ form }: { form: FormDetails | null }) {
	const [inboxes, tags, es, en, it, beginning] = await Promise.all([
		mailInboxes(),
		listTags(),
		hostedTexts("es"),
		hostedTexts("en"),
		hostedTexts("it"),
		beginningOf(),
	]);
	const texts = { es, en, it };
	return (
		<Texts of={["forms"]}>
			<FormEditor form={form} beginning={beginning} inboxes={inboxes} tags={tags} texts={texts}>
				{form && <PublishPanel form={form} address={`${publicOrigin()}/forms/${form.publicId}`} texts={texts[form.language]} />}
			</FormEditor>
		</Texts>
	);
}

/** What a new one begins with: what nearly every form asks. */
async function beginningOf(): Promise<FormDraft> {
	const [t, locale] = await Promise.all([getTranslations("forms.beginning"), getLocale()]);
	const shared = { hint: "", required: true, name: "", choices: "" };
	const fields: FieldDraft[] = [
		{ ...shared, id: "f1", type: "text", label: t("name"), target: "name" },
		{ ...shared, id: "f2", type: "email", label: t("email"), target: "email" },
		{ ...shared, id: "f3", type: "paragraph", label: t("message"), target: "message" },
	];
	return { name: "", title: t("title"), intro: "", thanks: t("thanks"), language: asLanguage(locale) ?? "es", inboxId: null, sites: "", fields };
}
