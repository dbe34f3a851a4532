"use client";

import { useTranslations } from "next-intl";
import * as Tabs from "radix-ui/tabs";
import { type MouseEvent, useCallback, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useChat } from "@/components/timeline/chat-context";
import { useKeys } from "@/components/timeline/use-keys";
import { cn } from "@/lib/utils";
import type { Draft, Mode } from "./drafts";
import type { FieldHandle, RichHandle } from "./field-handle";
import { NoteForm } from "./note-form";
import { ReplyForm } from "./reply-form";
import type { ReplyHandle } from "./reply-handle";
import { NotSynced, type ReplyTo, ReplyToMenu } from "./reply-to";

/**
 * To answer the customer, or to write a note for the staff. Each has a form of its own, with its own text and its own way out. After a note
 * it stays with notes: whoever types on must not write to the customer without having said so.
 */
export function Composer() {
	const t = useTranslations("composer");
	const { recipients, composer, drafts } = useChat();
	// Its row says that something is being written here: that is what one sees, an answer before a note.
	const [mode, setMode] = useState<Mode>(() => (drafts.length > 0 && drafts.every((draft) => draft.mode === "note") ? "note" : "reply"));
	const [replyTo, setReplyTo] = useState<ReplyTo>("main");
	const reply = useRef<ReplyHandle>(null);
	const replyField = useRef<RichHandle>(null);
	const noteField = useRef<FieldHandle>(null);
	const inboxes = recipients?.inboxes;
	const followDraft = useCallback((draft: Draft) => setReplyTo(draft.replyTo), []);

	function open(chosen: Mode) {
		flushSync(() => setMode(chosen));
		(chosen === "reply" ? replyField : noteField).current?.focus();
	}
	useKeys({ r: () => open("reply"), n: () => open("note") });
	useImperativeHandle(composer, () => ({
		answer(answering) {
			reply.current?.answer(answering);
			open("reply");
		},
		takeBack(draft) {
			reply.current?.takeBack(draft);
			open("reply");
		},
	}));

	return (
		<Tabs.Root
			value={mode}
			onValueChange={(chosen) => setMode(chosen === "note" ? "note" : "reply")}
			activationMode="manual"
			className={cn(
				"mx-2 mt-1 mb-2 w-auto rounded-xl border border-line-strong bg-card shadow-rest transition-colors focus-within:border-mark @lg:mx-5 @lg:mb-5 @5xl:mx-auto @5xl:w-[984px]",
				mode === "note" && "border-note-line bg-note-fill focus-within:border-note-muted",
			)}
		>
			<div className={cn("flex items-center gap-0.5 border-b border-line-soft px-2 py-1.5", mode === "note" && "border-note-line")}>
				<Tabs.List aria-label={t("mode")} className="flex gap-0.5">
					<Tabs.Trigger value="reply" aria-keyshortcuts="R" onMouseDown={onClickAlone} onClick={() => open("reply")} className={tabClasses}>
						{t("reply")}
					</Tabs.Trigger>
					<Tabs.Trigger
						value="note"
						aria-keyshortcuts="N"
						data-write-note=""
						onMouseDown={onClickAlone}
						onClick={() => open("note")}
						className={cn(tabClasses, "data-[state=active]:bg-note-text data-[state=active]:text-note-fill")}
					>
						{t("note")}
					</Tabs.Trigger>
				</Tabs.List>
				{mode === "reply" && inboxes?.personal && (
					<ReplyToMenu value={replyTo} inboxes={inboxes} onChange={(chosen) => reply.current?.change({ replyTo: chosen })} />
				)}
			</div>
			{mode === "reply" && inboxes && <NotSynced inboxes={inboxes} replyTo={replyTo} />}
			<Tabs.Content value="reply" forceMount tabIndex={-1} className="data-[state=inactive]:hidden">
				<ReplyForm field={replyField} handle={reply} onDraft={followDraft} />
			</Tabs.Content>
			<Tabs.Content value="note" forceMount tabIndex={-1} className="data-[state=inactive]:hidden">
				<NoteForm field={noteField} />
			</Tabs.Content>
		</Tabs.Root>
	);
}

/** Changed while the button is still down, the other form's height would move the tab from under the pointer, and no click would come. */
const onClickAlone = (event: MouseEvent) => event.preventDefault();

const tabClasses =
	"h-8 whitespace-nowrap rounded-md px-2 text-muted text-sm transition-colors hover:text-text data-[state=active]:bg-fill data-[state=active]:font-medium data-[state=active]:text-text";
