"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useState, useSyncExternalStore } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { TimelineNote } from "@/lib/timeline/queries";
import { cn } from "@/lib/utils";
import { useChat, useUserName } from "./chat-context";
import { MessageFiles } from "./message-files";
import { NoteMenu } from "./note-menu";
import { NoteText } from "./note-text";
import { Time } from "./time";

const NoteEdit = onDemand(() => import("./note-edit").then((module) => module.NoteEdit));

type Props = {
	note: TimelineNote | (Pick<TimelineNote, "userId" | "text" | "at" | "mentions"> & { saving: true });
	/** It is not there any more: only what is being written in its place. */
	deleted?: boolean;
};

/** For the staff only, and unmistakably so. */
export const NoteBubble = memo(function NoteBubble({ note, deleted = false }: Props) {
	const t = useTranslations("timeline");
	const nameOf = useUserName();
	const { store } = useChat();
	const sent = "saving" in note ? null : note;
	const begun = useSyncExternalStore(
		store.subscribe,
		() => sent !== null && store.editOf(sent.id) !== null,
		() => false,
	);
	const [editing, setEditing] = useState<"asked" | "resumed" | null>(null);
	// Begun before the page was left, or further away than what is drawn.
	if (begun && editing === null) setEditing("resumed");
	function done(id: number) {
		store.endEdit(id);
		setEditing(null);
	}
	return (
		<div
			className={cn(
				"group/item ml-auto max-w-[min(94%,46rem)] rounded-[10px] border border-note-line bg-note-fill px-[13px] py-[9px] text-note-text @lg:max-w-[min(74%,46rem)]",
				editing ? "w-[36rem]" : "w-fit",
			)}
		>
			<div className="mb-0.5 flex items-start gap-1">
				<p className="flex-1 font-medium text-note-muted text-xs">
					<Lock aria-hidden className="mr-1.5 inline size-[13px] -translate-y-px stroke-[1.75]" />
					{t("note")} · {sent?.automation ?? (note.userId === null ? null : nameOf(note.userId)) ?? t("unknownUser")} ·{" "}
					{sent ? <Time at={note.at} /> : t("sendingNote")}
					{sent?.edited && ` · ${t("noteMenu.edited")}`}
				</p>
				{sent && !editing && <NoteMenu note={sent} onEdit={() => setEditing("asked")} />}
			</div>
			{sent && editing ? (
				<NoteEdit note={sent} deleted={deleted} resumed={editing === "resumed"} onDone={() => done(sent.id)} onGone={() => begun || setEditing(null)} />
			) : (
				<p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
					<NoteText text={note.text} mentions={note.mentions} />
				</p>
			)}
			{sent && !deleted && <MessageFiles files={sent.files} />}
		</div>
	);
});
