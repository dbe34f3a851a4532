"use client";

import { type RefObject, useImperativeHandle } from "react";
import { cn } from "@/lib/utils";
import { type FieldHandle, type FieldProps, fieldClasses } from "./field-handle";

type Props = FieldProps & {
	value: string;
	/** A list to choose from that hangs on the field, and what in it is at hand. */
	options?: { listId: string; activeId: string };
	area: RefObject<HTMLTextAreaElement | null>;
	handle: RefObject<FieldHandle | null>;
	className?: string;
};

/** Text and nothing else. */
export function PlainField({ area, handle, ...props }: Props) {
	useImperativeHandle(handle, () => plainHandle(area), [area]);
	return <TextArea area={area} {...props} />;
}

/** Grows with what is written. */
export function TextArea({
	label,
	placeholder,
	describedBy,
	onChange,
	value,
	area,
	readOnly,
	options,
	className,
}: Omit<Props, "handle"> & { readOnly?: boolean }) {
	return (
		<textarea
			ref={area}
			rows={3}
			value={value}
			readOnly={readOnly}
			aria-label={label}
			aria-describedby={describedBy}
			aria-autocomplete={options && "list"}
			aria-controls={options?.listId}
			aria-activedescendant={options?.activeId}
			placeholder={placeholder}
			onChange={(event) => onChange({ text: event.target.value, html: null })}
			className={cn(fieldClasses, "field-sizing-content resize-none", className)}
		/>
	);
}

/** What can be done to a plain field from outside. */
export function plainHandle(area: RefObject<HTMLTextAreaElement | null>): FieldHandle {
	return {
		focus: () => area.current?.focus(),
		insert: (text) => insertAtCaret(area.current, text),
		before() {
			const { current: field } = area;
			return field && field.selectionStart === field.selectionEnd ? field.value.slice(0, field.selectionStart) : "";
		},
		replaceBefore(length, text) {
			const { current: field } = area;
			field?.setSelectionRange(field.selectionEnd - length, field.selectionEnd);
			insertAtCaret(field, text);
		},
	};
}

/** As if typed: it can be undone, and whoever listens to the field hears of it. */
export function insertAtCaret(area: HTMLTextAreaElement | null, text: string): void {
	area?.focus();
	document.execCommand("insertText", false, text);
}
