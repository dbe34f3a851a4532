import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HoursForm } from "@/components/chatbots/hours-form";
import { Texts } from "@/components/shell/texts";
import { requireAdmin } from "@/lib/auth/session";
import { currentBotSettings } from "@/lib/chatbots/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("chatbots"))("hours.title") };
}

export default async function HoursPage() {
	await requireAdmin();
	const [settings, t] = await Promise.all([currentBotSettings(), getTranslations("chatbots.hours")]);
	return (
		<Texts of={["chatbots"]}>
			<div className="mx-auto grid w-full max-w-2xl grid-cols-1 gap-5 p-4 lg:p-6">
				<header>
					<h1 className="font-semibold text-xl">{t("title")}</h1>
					<p className="max-w-prose text-muted">{t("about")}</p>
				</header>
				<HoursForm settings={settings} zones={Intl.supportedValuesOf("timeZone")} />
			</div>
		</Texts>
	);
}
