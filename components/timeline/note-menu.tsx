"use client";

import { Ellipsis, Link2, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { useToast } from "@/components/ui/use-toast";
import { removeNote } from "@/lib/notes/actions";
import { useChat } from "./chat-context";

type Props = { note: { id: number; userId: number | null }; onEdit: () => void };

/** What can be done with a note: one's own, or as an admin anybody's. Shown on hover, on focus, and always where nothing hovers. */
export function NoteMenu({ note, onEdit }: Props) {
	const t = useTranslations("timeline.noteMenu");
	const tc = useTranslations("common");
	const { me, users, details, store } = useChat();
	const toast = useToast();
	const [sure, setSure] = useState(false);
	const [remove] = useAction(removeNote, () => {
		toast(t("noteDeleted"));
		void store.changed();
	});
	const mine = note.userId === me.id;
	const mayDelete = mine || users.some(({ id, role }) => id === me.id && role === "admin");
	const copy = () => void navigator.clipboard?.writeText(`${location.origin}/inbox/${details.id}?at=${note.id}`).then(() => toast(t("linkCopied")));
	return (
		<LazyMenu
			label={t("noteActions")}
			icon={<Ellipsis aria-hidden />}
			align="end"
			onOpenChange={(open) => open && setSure(false)}
			className="-my-1 -mr-1.5 size-6 text-note-muted opacity-0 focus-visible:opacity-100 group-hover/item:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
		>
			{sure ? (
				<>
					<MenuLabel>{t("confirmDelete")}</MenuLabel>
					<MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => remove({ noteId: note.id })}>
						{t("deleteNote")}
					</MenuItem>
					<MenuItem onSelect={() => setSure(false)}>{tc("cancel")}</MenuItem>
				</>
			) : (
				<>
					{mine && (
						<MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
							{t("editNote")}
						</MenuItem>
					)}
					<MenuItem icon={<Link2 aria-hidden />} onSelect={copy}>
						{t("copyLink")}
					</MenuItem>
					{mayDelete && <MenuSeparator />}
					{mayDelete && (
						<MenuItem
							danger
							icon={<Trash2 aria-hidden />}
							onSelect={(event) => {
								event.preventDefault();
								setSure(true);
							}}
						>
							{t("deleteNote")}
						</MenuItem>
					)}
				</>
			)}
		</LazyMenu>
	);
}
