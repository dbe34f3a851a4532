"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { TimelineNote } from "@/lib/timeline/queries";
import { useUserName } from "./chat-context";
import { MessageFiles } from "./message-files";
import { LinkedText } from "./message-text";
import { Time } from "./time";

/** For the staff only, and unmistakably so. */
export const NoteBubble = memo(function NoteBubble({
	note,
}: {
	note: Pick<TimelineNote, "userId" | "text" | "at"> & Partial<Pick<TimelineNote, "files">> & { saving?: boolean };
}) {
	const t = useTranslations("timeline");
	const nameOf = useUserName();
	return (
		<div className="ml-auto w-fit max-w-[min(94%,46rem)] rounded-[10px] border border-note-line bg-note-fill px-[13px] py-[9px] text-note-text @lg:max-w-[min(74%,46rem)]">
			<p className="mb-0.5 font-medium text-note-muted text-xs">
				<Lock aria-hidden className="mr-1.5 inline size-[13px] -translate-y-px stroke-[1.75]" />
				{t("note")} · {nameOf(note.userId) ?? t("unknownUser")} · {note.saving ? t("sendingNote") : <Time at={note.at} />}
			</p>
			<p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
				<LinkedText text={note.text} />
			</p>
			<MessageFiles files={note.files ?? []} />
		</div>
	);
});
