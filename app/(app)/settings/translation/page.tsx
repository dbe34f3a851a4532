import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Texts } from "@/components/shell/texts";
import { SettingsForm } from "@/components/translation/settings-form";
import { requireAdmin } from "@/lib/auth/session";
import { translationSettings } from "@/lib/translation/settings";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("translation"))("title") };
}

export default async function TranslationPage() {
	await requireAdmin();
	const [settings, t] = await Promise.all([translationSettings(), getTranslations("translation")]);
	return (
		<Texts of={["translation"]}>
			<div className="mx-auto grid w-full max-w-4xl gap-5 p-4 lg:p-6">
				<header>
					<h1 className="font-semibold text-xl">{t("title")}</h1>
					<p className="max-w-prose text-muted">{t("text")}</p>
				</header>
				<SettingsForm settings={settings} />
			</div>
		</Texts>
	);
}
