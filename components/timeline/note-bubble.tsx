"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { TimelineNote } from "@/lib/timeline/queries";
import { useUserName } from "./chat-context";
import { MessageFiles } from "./message-files";
import { NoteMenu } from "./note-menu";
import { NoteText } from "./note-text";
import { Time } from "./time";

const NoteEdit = onDemand(() => import("./note-edit").then((module) => module.NoteEdit));

type Props = {
	note: Pick<TimelineNote, "userId" | "text" | "at" | "mentions"> &
		Partial<Pick<TimelineNote, "automation" | "id" | "edited" | "files">> & { saving?: boolean };
};

/** For the staff only, and unmistakably so. */
export const NoteBubble = memo(function NoteBubble({ note }: Props) {
	const t = useTranslations("timeline");
	const nameOf = useUserName();
	const [editing, setEditing] = useState(false);
	const { id } = note;
	return (
		<div className="group/item ml-auto w-fit max-w-[min(94%,46rem)] rounded-[10px] border border-note-line bg-note-fill px-[13px] py-[9px] text-note-text @lg:max-w-[min(74%,46rem)]">
			<div className="mb-0.5 flex items-start gap-1">
				<p className="flex-1 font-medium text-note-muted text-xs">
					<Lock aria-hidden className="mr-1.5 inline size-[13px] -translate-y-px stroke-[1.75]" />
					{t("note")} · {note.automation ?? (note.userId === null ? null : nameOf(note.userId)) ?? t("unknownUser")} ·{" "}
					{note.saving ? t("sendingNote") : <Time at={note.at} />}
					{note.edited && ` · ${t("noteMenu.edited")}`}
				</p>
				{id !== undefined && !editing && <NoteMenu note={{ id, userId: note.userId }} onEdit={() => setEditing(true)} />}
			</div>
			{id !== undefined && editing ? (
				<NoteEdit id={id} text={note.text} onDone={() => setEditing(false)} onGone={() => setEditing(false)} />
			) : (
				<p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
					<NoteText text={note.text} mentions={note.mentions} />
				</p>
			)}
			<MessageFiles files={note.files ?? []} />
		</div>
	);
});
