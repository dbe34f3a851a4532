import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AutomationEditor } from "@/components/automations/automation-editor";
import { Texts } from "@/components/shell/texts";
import { requireAdmin } from "@/lib/auth/session";
import { automationChoices } from "@/lib/automations/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("automations"))("newTitle") };
}

export default async function NewAutomationPage() {
	await requireAdmin();
	return (
		<Texts of={["automations", "templates"]}>
			<AutomationEditor automation={null} choices={await automationChoices()} />
		</Texts>
	);
}
