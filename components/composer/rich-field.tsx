"use client";

import { type ComponentType, type RefObject, useCallback, useEffect, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useNotLoaded } from "@/components/ui/on-demand";
import type { FieldProps, RichHandle, Written } from "./field-handle";
import type { Format } from "./formats";
import { insertAtCaret, plainHandle, TextArea } from "./plain-field";
import { caretPosition, textToHtml } from "./plain-text";
import type { RichEditorProps } from "./rich-editor";

type Props = FieldProps & { value: Written; handle: RefObject<RichHandle | null>; onFormats: (active: Format[]) => void };

/** A field for formatted text. Until the editor is there (it loads on the first touch) one writes plain text, which goes on in the editor. */
export function RichField(props: Props) {
	const [editor, setEditor] = useState<{ Editor: ComponentType<RichEditorProps>; initial: RichEditorProps["initial"] } | null>(null);
	// In one go, so that no key falls between the two.
	const onLoaded = useCallback<Loaded>((Editor, initial) => flushSync(() => setEditor({ Editor, initial })), []);
	if (!editor) return <Waiting {...props} onLoaded={onLoaded} />;
	const { value, ...field } = props;
	return <editor.Editor {...field} empty={value.html === null} initial={editor.initial} />;
}

const joined = (before: Written, after: Written): Written => ({
	text: `${before.text}\n${after.text}`,
	html: (before.html ?? textToHtml(before.text)) + (after.html ?? textToHtml(after.text)),
});

type Loaded = (Editor: ComponentType<RichEditorProps>, initial: RichEditorProps["initial"]) => void;

function Waiting({ value, handle, onFormats: _, onLoaded, ...field }: Props & { onLoaded: Loaded }) {
	const area = useRef<HTMLTextAreaElement>(null);
	const composing = useRef(false);
	/** What was uploaded for the text while there was no editor to take it. */
	const pictures = useRef<{ id: number; filename: string }[]>([]);
	const say = useNotLoaded();
	// Formatting cannot be seen in a plain field, and would be lost by typing there.
	const formatted = value.html !== null && value.html !== textToHtml(value.text) ? value.html : null;
	const kept = useRef(formatted);
	useEffect(() => {
		kept.current = formatted;
	}, [formatted]);

	const load = useCallback(
		async (format: Exclude<Format, "link"> | null = null) => {
			// Not reached: plain text can be sent all the same, and the next touch tries again.
			const loaded = await import("./rich-editor").catch(() => null);
			// Said where something waits for it.
			if (!loaded && (format || kept.current || pictures.current.length > 0)) say();
			// A letter that is being put together must not lose its field; the end of it asks again.
			if (!loaded || composing.current || !area.current) return;
			const { value: text, selectionStart } = area.current;
			const writing = document.activeElement === area.current || format !== null;
			onLoaded(loaded.RichEditor, { html: kept.current ?? textToHtml(text), caret: writing ? caretPosition(text, selectionStart) : null, format });
			for (const picture of pictures.current.splice(0)) handle.current?.insertPicture(picture);
		},
		[onLoaded, handle, say],
	);
	useEffect(() => {
		if (!formatted) return;
		const again = () => void load();
		again();
		window.addEventListener("online", again);
		return () => window.removeEventListener("online", again);
	}, [formatted, load]);

	const change = ({ text }: Written) => field.onChange({ text, html: text ? textToHtml(text) : null });
	useImperativeHandle(handle, () => ({
		...plainHandle(area),
		set: (written) => field.onChange(written),
		// With formats it goes on in the editor, which then loads by itself.
		paste: (written) => field.onChange(value.text.trim() ? joined(value, written) : written),
		insertPicture: (file) => {
			pictures.current.push(file);
			void load();
		},
		run: (format) => void load(format),
		linkAt: () => "",
		setLink: (href) => insertAtCaret(area.current, href ?? ""),
	}));
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: it only looks for signs that somebody is about to write
		<div
			onPointerEnter={() => void import("./rich-editor").catch(() => null)}
			onFocus={() => void load()}
			onCompositionStart={() => {
				composing.current = true;
			}}
			onCompositionEnd={() => {
				composing.current = false;
				void load();
			}}
		>
			<TextArea {...field} value={value.text} readOnly={formatted !== null} area={area} onChange={change} />
		</div>
	);
}
