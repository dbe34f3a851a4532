"use client";

import { CalendarDays, Globe, Inbox, Zap } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useFormat } from "@/components/shell/use-format";
import { onDemand } from "@/components/ui/on-demand";
import type { ConversationDetails } from "@/lib/conversations/details";
import { EditToggle } from "./edit-toggle";
import { languageName } from "./language-name";
import { Line, Section } from "./section";

const LanguageField = onDemand(() => import("@/components/customers/text-fields").then((module) => module.LanguageField));

/** Where the conversation comes from, and what the customer speaks. */
export function Context({ details }: { details: ConversationDetails }) {
	const t = useTranslations("details");
	const format = useFormat();
	const language = languageName(details.customer.language, useLocale());
	const [editing, setEditing] = useState(false);
	return (
		<Section title={t("context")} action={<EditToggle label={t("editLanguage")} on={editing} onToggle={() => setEditing(!editing)} />}>
			{editing && <LanguageField customer={details.customer} onGone={() => setEditing(false)} />}
			<dl>
				{!editing && (
					<Line icon={<Globe aria-hidden />} name={t("language")}>
						<span className={language ? undefined : "text-muted"}>{language ?? t("unknownLanguage")}</span>
					</Line>
				)}
				<Line icon={<Zap aria-hidden />} name={t("source")}>
					<SourceName source={details.source} name={details.sourceName} />
				</Line>
				<Line icon={<Inbox aria-hidden />} name={t("inbox")}>
					<span className="min-w-0 [overflow-wrap:anywhere]">
						{details.inbox.name}
						{/* A chat's is a key. */}
						{details.channel !== "chat" && details.inbox.address !== details.inbox.name && (
							<span className="block text-muted text-xs">{details.inbox.address}</span>
						)}
					</span>
				</Line>
				<Line icon={<CalendarDays aria-hidden />} name={t("started")}>
					<time dateTime={details.startedAt} title={format.full(details.startedAt)}>
						{t("startedAt", { date: format.date(details.startedAt), time: format.time(details.startedAt) })}
					</time>
				</Line>
			</dl>
		</Section>
	);
}

function SourceName({ source, name }: { source: ConversationDetails["source"]; name: string | null }) {
	const t = useTranslations("details.sources");
	if (source === "inbound" || source === "operator") return t(source);
	return name ? t(source, { name }) : t(`unnamed.${source}`);
}
