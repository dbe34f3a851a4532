import type { Format } from "./formats";

/** What is written, in both forms. `html` is null where there is only text, or nothing. */
export type Written = { text: string; html: string | null };

/** What can be done to a field from outside. */
export type FieldHandle = {
	focus(): void;
	/** At the caret, as if typed. */
	insert(text: string): void;
	/** What stands before the caret, in its line or paragraph; "" while something is selected, and where letters are code. */
	before(): string;
	/** Puts something in the place of that many characters before the caret, as if typed. */
	replaceBefore(length: number, text: string): void;
};

/** And to one that knows formats. */
export type RichHandle = FieldHandle & {
	/** In the place of all that is there. */
	set(written: Written): void;
	/** At the caret, with its formats. */
	paste(written: Written): void;
	/** A picture that was uploaded, at the caret. */
	insertPicture(file: { id: number; filename: string }): void;
	run(format: Exclude<Format, "link">): void;
	/** The address of the link at the caret, "" when there is none. */
	linkAt(): string;
	setLink(href: string | null): void;
};

export type FieldProps = { label: string; placeholder: string; describedBy?: string; onChange: (written: Written) => void };

export const fieldClasses =
	"block w-full min-h-[72px] max-h-[40dvh] overflow-y-auto bg-transparent px-3.5 py-3 outline-none [overflow-wrap:anywhere] pointer-coarse:text-lg";
