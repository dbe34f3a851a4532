"use client";

import type { Editor } from "@tiptap/core";
import { Image } from "@tiptap/extension-image";
import { EditorContent, useEditor } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { type RefObject, useEffect, useImperativeHandle } from "react";
import { cn } from "@/lib/utils";
import { type FieldProps, fieldClasses, type RichHandle } from "./field-handle";
import { type Format, formats } from "./formats";
import { cleanPasted } from "./paste-html";
import { PlaceholderMarks } from "./placeholder-marks";
import { plainText, textToHtml } from "./plain-text";

export type RichEditorProps = FieldProps & {
	empty: boolean;
	/** What was written before the editor came, where the caret was if it was there, and the format that was asked for. */
	initial: { html: string; caret: number | null; format: Exclude<Format, "link"> | null };
	handle: RefObject<RichHandle | null>;
	onFormats: (active: Format[]) => void;
};

const extensions = [
	StarterKit.configure({
		heading: { levels: [1, 2, 3] },
		horizontalRule: false,
		trailingNode: false,
		link: { openOnClick: false, defaultProtocol: "https", protocols: ["mailto", "tel"], HTMLAttributes: { rel: "noopener noreferrer", target: "_blank" } },
	}),
	PlaceholderMarks,
	// Uploaded ones alone: an address elsewhere may be private, or tell its owner who looks.
	Image.configure({ inline: true }),
];

// For what is not text: it takes one place, like a letter.
const leaf = "\ufffc";

// Blanks as they were typed, also at the end of a line.
const parseOptions = { preserveWhitespace: "full" } as const;

const textClasses =
	"[&_a]:text-accent-text [&_a]:underline [&_blockquote]:border-line-strong [&_blockquote]:border-l-2 [&_blockquote]:pl-3 [&_blockquote]:text-muted [&_code]:rounded-sm [&_code]:bg-fill [&_code]:px-1 [&_code]:text-sm [&_h1]:font-semibold [&_h1]:text-[22px] [&_h1]:leading-[1.3] [&_h2]:font-semibold [&_h2]:text-lg [&_h2]:leading-[1.35] [&_h3]:font-semibold [&_h3]:text-base [&_h3]:leading-[1.4] [&_img]:inline-block [&_img]:max-w-full [&_img.ProseMirror-selectednode]:outline-2 [&_img.ProseMirror-selectednode]:outline-mark [&_ol]:list-decimal [&_ol]:pl-6 [&_p]:min-h-5 [&_pre]:whitespace-pre-wrap [&_pre]:rounded-md [&_pre]:bg-fill [&_pre]:p-2 [&_ul]:list-disc [&_ul]:pl-6";

/** The editor of formatted mail. Heavy: loaded when somebody begins to write. */
export function RichEditor({ label, placeholder, describedBy, onChange, empty, initial, handle, onFormats }: RichEditorProps) {
	const editor = useEditor({
		extensions,
		content: initial.html,
		parseOptions,
		immediatelyRender: true,
		shouldRerenderOnTransaction: false,
		editorProps: {
			transformPastedHTML: cleanPasted,
			attributes: {
				role: "textbox",
				"aria-multiline": "true",
				"aria-label": label,
				"aria-placeholder": placeholder,
				...(describedBy ? { "aria-describedby": describedBy } : {}),
				class: cn(fieldClasses, textClasses),
			},
		},
		onUpdate: ({ editor }) => onChange({ text: plainText(editor.getJSON()), html: editor.isEmpty ? null : editor.getHTML() }),
		onTransaction: ({ editor }) => onFormats(activeFormats(editor)),
	});
	useImperativeHandle(handle, () => commandsOf(editor), [editor]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: how it was when the editor came matters once
	useEffect(() => {
		if (initial.caret !== null) {
			editor.commands.setTextSelection(initial.caret);
			// At once: the editor's own focus command waits for the next frame, and whoever types fast is faster.
			editor.view.focus();
		}
		if (initial.format) commandsOf(editor).run(initial.format);
	}, [editor]);
	return (
		<div className="relative">
			<EditorContent editor={editor} />
			{empty && (
				<p aria-hidden className="pointer-events-none absolute inset-x-3.5 top-3 truncate text-faint pointer-coarse:text-lg">
					{placeholder}
				</p>
			)}
		</div>
	);
}

function commandsOf(editor: Editor): RichHandle {
	const chain = () => editor.chain().focus();
	const run = {
		bold: () => chain().toggleBold().run(),
		italic: () => chain().toggleItalic().run(),
		underline: () => chain().toggleUnderline().run(),
		bulletList: () => chain().toggleBulletList().run(),
		orderedList: () => chain().toggleOrderedList().run(),
		quote: () => chain().toggleBlockquote().run(),
		heading: () => chain().toggleHeading({ level: 2 }).run(),
		code: () => (editor.state.selection.empty ? chain().toggleCodeBlock().run() : chain().toggleCode().run()),
	};
	return {
		focus: () => void editor.commands.focus(),
		insert: (text) => void chain().insertContent({ type: "text", text }).run(),
		before() {
			const { selection } = editor.state;
			const { parent, parentOffset } = selection.$from;
			return selection.empty && !editor.isActive("code") && !editor.isActive("codeBlock") ? parent.textBetween(0, parentOffset, leaf, leaf) : "";
		},
		replaceBefore(length, text) {
			const { from } = editor.state.selection;
			chain()
				.insertContentAt({ from: from - length, to: from }, { type: "text", text })
				.run();
		},
		set: ({ text, html }) => void editor.commands.setContent(html ?? textToHtml(text), { emitUpdate: true, parseOptions }),
		paste: ({ text, html }) =>
			void chain()
				.insertContent(html ?? textToHtml(text), { parseOptions })
				.run(),
		insertPicture: ({ id, filename }) => void insertPicture(editor, id, filename),
		run: (format) => void run[format](),
		linkAt: () => String(editor.getAttributes("link").href ?? ""),
		setLink: (href) => setLink(editor, href),
	};
}

/** As wide as it is, but never wider than a mail: Outlook knows no other way to be told. */
async function insertPicture(editor: Editor, id: number, filename: string): Promise<void> {
	const src = `/api/attachments/${id}`;
	const picture = new window.Image();
	picture.src = src;
	await picture.decode().catch(() => {});
	const width = picture.naturalWidth ? Math.min(picture.naturalWidth, 600) : null;
	if (!editor.isDestroyed)
		editor
			.chain()
			.focus()
			.insertContent({ type: "image", attrs: { src, alt: filename.replace(/\.[^.]+$/, ""), width } })
			.run();
}

/** Without a selection, the address itself becomes the text of the link. */
function setLink(editor: Editor, href: string | null): void {
	const chain = editor.chain().focus().extendMarkRange("link");
	if (href === null) chain.unsetLink().run();
	else if (!editor.state.selection.empty || editor.isActive("link")) chain.setLink({ href }).run();
	else chain.insertContent({ type: "text", text: href.replace(/^mailto:|^tel:/, ""), marks: [{ type: "link", attrs: { href } }] }).run();
}

const names: Partial<Record<Format, string[]>> = { quote: ["blockquote"], code: ["code", "codeBlock"] };
const activeFormats = (editor: Editor) => formats.filter((format) => (names[format] ?? [format]).some((name) => editor.isActive(name)));
