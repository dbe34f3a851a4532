"use client";

import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { FieldHandle, RichHandle } from "@/components/composer/field-handle";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import { useToast } from "@/components/ui/use-toast";
import { writing as ways } from "@/lib/channels/writing";
import { take } from "@/lib/templates/actions";
import type { OfferedTemplate } from "@/lib/templates/queries";
import { fillHtml, fillText, type Values } from "@/lib/templates/variables";
import { atLineStart } from "./line-start";
import type { Writing } from "./templates-api";

const TemplatePicker = onDemand(() => import("./template-picker").then((module) => module.TemplatePicker), {
	loading: <Spinner className="m-auto" />,
});

type Props = {
	writing: Writing;
	known?: Values;
	/** Where it goes; a rich one where the channel carries formats. */
	field: RefObject<FieldHandle | RichHandle | null>;
	/** Where there is a subject to fill in. */
	onSubject?: (subject: string) => void;
	/** What goes along with it, as if it had been uploaded; told as soon as it is known that there is something. */
	onFiles: (coming: Promise<number[]>) => void;
};

/** Puts a template in at the caret. Opens with `/` too, where a line begins: in the form, or what is marked `data-writes`, that it stands in. */
export function TemplateButton({ writing, known, field, onSubject, onFiles }: Props) {
	const t = useTranslations("templates");
	const toast = useToast();
	const [open, setOpened] = useState(false);
	/** The same at once: the one that closes is still going away when whoever types fast opens the next. */
	const isOpen = useRef(false);
	const trigger = useRef<HTMLButtonElement>(null);
	/** Opened by a slash, which comes back when nothing was picked; or something was picked: the field has the focus either way. */
	const closing = useRef<"slash" | "picked" | null>(null);

	function setOpen(now: boolean) {
		isOpen.current = now;
		setOpened(now);
	}
	const press = useEffectEvent((event: KeyboardEvent) => {
		if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !atLineStart(event.target)) return;
		event.preventDefault();
		event.stopPropagation();
		closing.current = "slash";
		setOpen(true);
	});
	useEffect(() => {
		const box = trigger.current?.closest<HTMLElement>("form, [data-writes]");
		const listen = (event: KeyboardEvent) => press(event);
		box?.addEventListener("keydown", listen, true);
		return () => box?.removeEventListener("keydown", listen, true);
	}, []);

	/** Counted when it is inserted, not when it is sent; a count that does not arrive is no harm, but its files are missed. */
	async function along(templateId: number, files: string[]): Promise<number[]> {
		const result = await answered(take({ templateId }));
		if (!result?.ok && files.length > 0) toast(t("filesMissing", { names: files.join(", ") }), { failed: true });
		return result?.ok ? result.data.map(({ id }) => id) : [];
	}
	function pick({ id, subject, body, html, files }: OfferedTemplate, values: Values) {
		closing.current = "picked";
		setOpen(false);
		const written = { text: fillText(body, values), html: html === null ? null : fillHtml(html, values) };
		const handle = field.current;
		if (ways[writing.channel].mail && handle && "paste" in handle) handle.paste(written);
		else handle?.insert(written.text);
		if (subject) onSubject?.(fillText(subject, values));
		const coming = along(id, files);
		if (files.length > 0) onFiles(coming);
		// Added to it since it was offered.
		else void coming.then((ids) => ids.length > 0 && onFiles(Promise.resolve(ids)));
	}
	function leave(event: Event) {
		if (isOpen.current) return event.preventDefault();
		const why = closing.current;
		closing.current = null;
		if (why === null) return;
		event.preventDefault();
		if (why === "slash") field.current?.insert("/");
		else field.current?.focus();
	}
	return (
		<Popover open={open} onOpenChange={setOpen}>
			<PopoverTrigger asChild>
				<Button ref={trigger} variant="ghost" aria-label={t("title")} aria-keyshortcuts="/" className="px-2 text-muted hover:text-text">
					<FileText aria-hidden />
					<span className="@max-xl:sr-only">{t("title")}</span>
				</Button>
			</PopoverTrigger>
			<PopoverContent side="top" aria-label={t("title")} className="grid min-h-24 w-[min(420px,calc(100vw-16px))] overflow-hidden p-0" onCloseAutoFocus={leave}>
				<TemplatePicker writing={writing} known={known} onPick={pick} onGone={() => setOpen(false)} />
			</PopoverContent>
		</Popover>
	);
}
