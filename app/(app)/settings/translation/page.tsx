import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Texts } from "@/components/shell/texts";
import { SettingsForm } from "@/components/translation/settings-form";
import { UntranslatedNotice } from "@/components/translation/untranslated-notice";
import { requireAdmin } from "@/lib/auth/session";
import { untranslated } from "@/lib/translation/failed";
import { translationSettings } from "@/lib/translation/settings";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("translation"))("title") };
}

export default async function TranslationPage() {
	await requireAdmin();
	const [settings, failed, t, te] = await Promise.all([translationSettings(), untranslated(), getTranslations("translation"), getTranslations("errors")]);
	return (
		<Texts of={["translation"]}>
			<div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
				<header>
					<h1 className="font-semibold text-xl">{t("title")}</h1>
					<p className="max-w-prose text-muted">{t("text")}</p>
				</header>
				{failed && <UntranslatedNotice count={failed.count} more={failed.more} reason={te("translationFailed", { reason: failed.failure })} />}
				<SettingsForm settings={settings} />
			</div>
		</Texts>
	);
}
