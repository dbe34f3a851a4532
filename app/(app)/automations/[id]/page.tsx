import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AutomationEditor } from "@/components/automations/automation-editor";
import { RunLog } from "@/components/automations/run-log";
import { Texts } from "@/components/shell/texts";
import { OlderPages } from "@/components/ui/older-pages";
import { requireAdmin } from "@/lib/auth/session";
import { automationChoices, automationDetails, runsOf } from "@/lib/automations/queries";
import { parseId, parseSmallId } from "@/lib/id-route";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("automations"))("title") };
}

const pageSize = 50;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ before?: string | string[] }> };

/** `?before=` a run: those before it are listed. */
export default async function AutomationPage({ params, searchParams }: Props) {
	await requireAdmin();
	const id = parseSmallId((await params).id);
	if (id === null) notFound();
	const { before: given } = await searchParams;
	const before = parseId(typeof given === "string" ? given : null);
	const [automation, found, choices] = await Promise.all([automationDetails(id), runsOf(id, before, pageSize + 1), automationChoices()]);
	if (!automation) notFound();
	const runs = found.slice(0, pageSize);
	const last = found.length > pageSize ? (runs.at(-1)?.id ?? null) : null;
	return (
		<Texts of={["automations", "templates"]}>
			<AutomationEditor key={id} automation={automation} choices={choices}>
				<RunLog runs={runs} />
				<OlderPages path={`/automations/${id}`} before={before} last={last} />
			</AutomationEditor>
		</Texts>
	);
}
