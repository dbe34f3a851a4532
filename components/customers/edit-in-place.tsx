"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action";
import { cn } from "@/lib/utils";
import { useSave } from "./use-save";

export type Control = {
	id: string;
	value: string;
	onChange: (value: string) => void;
	"aria-invalid": true | undefined;
	"aria-describedby": string | undefined;
};
type Props = {
	label: string;
	value: string;
	/** What stands there while nobody edits it. */
	shown?: (value: string) => ReactNode;
	/** Enter is a line break: saved by ⌘ or Ctrl with Enter. */
	multiline?: boolean;
	/** `was`: what stood there when editing began. */
	onSave: (was: string, now: string) => Promise<ActionResult<unknown>>;
	/** For whoever must keep it mounted meanwhile. */
	onEditing?: (editing: boolean) => void;
	children: (control: Control) => ReactNode;
	className?: string;
};

/** A value that a press makes a field of: Enter saves, Escape leaves it as it was. */
export function EditInPlace({ label, value, shown, multiline = false, onSave, onEditing, children, className }: Props) {
	const t = useTranslations("customers.record");
	const tc = useTranslations("common");
	const id = useId();
	const { save, pending, error, clear } = useSave();
	const [edited, setEdited] = useState<{ was: string; now: string } | null>(null);
	// What was saved stands here until the record comes back with it.
	const [saved, setSaved] = useState<{ over: string; now: string } | null>(null);
	// Whatever comes after it is newer, even what stood there before.
	if (saved && saved.over !== value) setSaved(null);
	const kept = saved?.over === value ? saved.now : value;
	const opener = useRef<HTMLButtonElement>(null);
	const closed = useRef(false);
	const typed = useRef<string | null>(null);
	const editing = edited !== null;
	const question = useUnsaved(edited !== null && edited.now.trim() !== edited.was && !pending);
	// With the change itself: a moment later somebody may be typing somewhere else.
	useLayoutEffect(() => {
		if (editing) document.getElementById(id)?.focus();
		else if (closed.current && document.activeElement === document.body) opener.current?.focus();
		closed.current = false;
	}, [editing, id]);

	function open() {
		setEdited({ was: kept, now: kept });
		onEditing?.(true);
	}
	function close() {
		clear();
		typed.current = null;
		closed.current = true;
		setEdited(null);
		onEditing?.(false);
	}
	async function submit() {
		if (!edited || pending) return;
		if (edited.now.trim() === edited.was) return close();
		// Who was told what it says now and saves again means to replace that.
		const was = error?.includes(value || "—") ? value : edited.was;
		if (!(await save(() => onSave(was, edited.now)))) return;
		const now = edited.now.trim();
		setSaved({ over: value, now });
		// What was typed on meanwhile is a change of its own, upon this one.
		if (typed.current !== null && typed.current !== edited.now) setEdited({ was: now, now: typed.current });
		else close();
	}
	function press(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing) return;
		if (event.key === "Escape") close();
		else if (event.key === "Enter" && (!multiline || event.ctrlKey || event.metaKey)) void submit();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}
	if (!edited) {
		return (
			<button
				ref={opener}
				type="button"
				onClick={open}
				className={cn(
					"group/edit -mx-2 flex w-[calc(100%+1rem)] items-start gap-2 rounded-md px-2 py-1.5 text-left transition-colors hover:bg-fill",
					className,
				)}
			>
				<span className="min-w-0 flex-1">
					<span className="block text-muted text-xs">{label}</span>
					<span className={cn("block whitespace-pre-wrap [overflow-wrap:anywhere]", !kept && "text-faint")}>{kept ? (shown?.(kept) ?? kept) : t("add")}</span>
				</span>
				<span className="sr-only">{tc("edit")}</span>
				<Pencil
					aria-hidden
					className="mt-1 size-3.5 shrink-0 stroke-[1.75] text-mark opacity-0 group-hover/edit:opacity-100 group-focus-visible/edit:opacity-100 pointer-coarse:opacity-100"
				/>
			</button>
		);
	}
	return (
		<>
			{/* Outside: its keys are not the field's. */}
			{question}
			{/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are the field's */}
			<div onKeyDown={press} className={cn("grid gap-1.5 py-1.5", className)}>
				<label htmlFor={id} className="text-muted text-xs">
					{label}
				</label>
				{children({
					id,
					value: edited.now,
					onChange: (now) => {
						typed.current = now;
						setEdited({ ...edited, now });
					},
					"aria-invalid": error ? true : undefined,
					"aria-describedby": error ? `${id}-error` : undefined,
				})}
				{error && (
					<p id={`${id}-error`} role="alert" className="text-danger-text text-xs">
						{error}
					</p>
				)}
				<div className="flex gap-2">
					<Button variant="solid" size="sm" loading={pending} onClick={() => void submit()}>
						{tc("save")}
					</Button>
					<Button variant="ghost" size="sm" onClick={close}>
						{tc("cancel")}
					</Button>
				</div>
			</div>
		</>
	);
}
