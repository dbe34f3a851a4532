import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AutomationEditor } from "@/components/automations/automation-editor";
import { RunLog } from "@/components/automations/run-log";
import { Texts } from "@/components/shell/texts";
import { requireAdmin } from "@/lib/auth/session";
import { automationChoices, automationDetails, runsOf } from "@/lib/automations/queries";
import { parseSmallId } from "@/lib/id-route";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("automations"))("title") };
}

type Props = { params: Promise<{ id: string }> };

export default async function AutomationPage({ params }: Props) {
	await requireAdmin();
	const id = parseSmallId((await params).id);
	if (id === null) notFound();
	const [automation, runs, choices] = await Promise.all([automationDetails(id), runsOf(id), automationChoices()]);
	if (!automation) notFound();
	return (
		<Texts of={["automations", "templates"]}>
			<AutomationEditor key={id} automation={automation} choices={choices}>
				<RunLog runs={runs} />
			</AutomationEditor>
		</Texts>
	);
}
