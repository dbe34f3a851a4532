"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import type { TimelineNote } from "@/lib/timeline/queries";
import { useUserName } from "./chat-context";
import { LinkedText } from "./message-text";
import { Time } from "./time";

/** For the staff only, and unmistakably so. */
export const NoteBubble = memo(function NoteBubble({ note }: { note: Pick<TimelineNote, "userId" | "text" | "at"> & { saving?: boolean } }) {
	const t = useTranslations("timeline");
	const nameOf = useUserName();
	return (
		<div className="ml-auto w-fit max-w-[min(92%,46rem)] rounded-[10px] border border-note-line bg-note-fill px-[13px] py-[9px] text-note-text md:max-w-[min(74%,46rem)]">
			<p className="mb-0.5 flex flex-wrap items-center gap-x-1.5 font-medium text-note-muted text-xs">
				<Lock aria-hidden className="size-[13px] stroke-[1.75]" />
				{t("note")}
				<Dot>{nameOf(note.userId) ?? t("unknownUser")}</Dot>
				<Dot>{note.saving ? t("sendingNote") : <Time at={note.at} />}</Dot>
			</p>
			<p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
				<LinkedText text={note.text} />
			</p>
		</div>
	);
});

function Dot({ children }: { children: ReactNode }) {
	return (
		<>
			<span aria-hidden>·</span>
			<span>{children}</span>
		</>
	);
}
