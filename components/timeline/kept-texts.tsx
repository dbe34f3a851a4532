"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { forgetHere, type KeptText, keptHere } from "@/components/composer/kept-here";
import { useInbox } from "@/components/conversations/inbox-context";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { WaitingItem } from "@/lib/messages/waiting";
import { cn } from "@/lib/utils";

/** What somebody was writing in a conversation that is not there any more: to copy, and then to put away. `waiting`: what was still to go out. */
export function KeptTexts({ conversationId, waiting = [] }: { conversationId: number; waiting?: WaitingItem[] }) {
	const t = useTranslations("actions.gone");
	const { me } = useInbox();
	const [kept, setKept] = useState<KeptText[]>([]);
	const [unsent, setUnsent] = useState(waiting);
	// Once what was on the page before has let go of it.
	useEffect(() => setKept(keptHere(me.id, conversationId)), [me.id, conversationId]);
	if (kept.length + unsent.length === 0) return null;

	function forget() {
		forgetHere(me.id, conversationId);
		setKept([]);
		setUnsent([]);
	}
	return (
		<section aria-label={t("kept")} className="mx-auto grid w-full max-w-xl gap-3 px-5 pb-8">
			<p className="text-center text-sm">{t("kept")}</p>
			{kept.map(({ mode, draft }, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: they are never put into another order
				<Kept key={at} note={mode === "note"} title={t(mode)} text={draft.text} html={draft.html} files={draft.attachmentIds.length} />
			))}
			{unsent.map(({ id, text }) => (
				<Kept key={id} note={false} title={t("waiting")} text={text} html={null} files={0} />
			))}
			<Button variant="ghost" size="sm" onClick={forget} className="justify-self-center text-muted">
				{t("forget")}
			</Button>
		</section>
	);
}

type Props = { note: boolean; title: string; text: string; html: string | null; files: number };

function Kept({ note, title, text, html, files }: Props) {
	const t = useTranslations("actions.gone");
	return (
		<article className={cn("grid gap-1.5 rounded-xl border p-3", note ? "border-note-line bg-note-fill text-note-text" : "bg-card")}>
			<div className="flex items-center gap-2">
				<h2 className={cn("flex flex-1 items-center gap-1.5 font-medium text-xs", note ? "text-note-muted" : "text-muted")}>
					{note && <Lock aria-hidden className="size-[13px] shrink-0 stroke-[1.75]" />}
					{title}
				</h2>
				{text.trim() && <CopyButton text={text} html={html} />}
			</div>
			{text.trim() && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it with the arrow keys
				<p tabIndex={0} className="max-h-48 overflow-y-auto whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">
					{text}
				</p>
			)}
			{files > 0 && <p className={cn("text-xs", note ? "text-note-muted" : "text-muted")}>{t("files", { count: files })}</p>}
		</article>
	);
}
