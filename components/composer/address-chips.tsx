"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import { cn } from "@/lib/utils";
import { addAddresses, parseAddresses, type TypedAddress } from "./addresses";

type Props = { label?: string; value: TypedAddress[]; except: string[]; autoFocus?: boolean; onChange: (value: TypedAddress[]) => void };

/** Addresses to copy in: typed or pasted, each a chip; what is no address says so. `autoFocus`: it stands where the button was that asked for it. */
export function AddressChips({ label, value, except, autoFocus, onChange }: Props) {
	const t = useTranslations("composer");
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	const [typed, setTyped] = useState("");
	const wrong = value.filter((entry) => entry.address === null);

	function add(list: string) {
		setTyped("");
		if (list.trim()) onChange(addAddresses(value, parseAddresses(list), except));
	}
	/** By what stands there, not by the key: the keyboards of phones do not say which one it was. A comma within a quoted name ends nothing. */
	function type(text: string) {
		const isOver = /[,;]\s*$/.test(text) && text.split('"').length % 2 === 1;
		if (isOver) add(text);
		else setTyped(text);
	}
	function remove(entry: TypedAddress) {
		onChange(value.filter((other) => other !== entry));
		input.current?.focus();
	}
	function press(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing) return;
		if (event.key === "Enter" && !event.metaKey && !event.ctrlKey) {
			event.preventDefault();
			add(typed);
		}
		if (event.key === "Backspace" && typed === "") onChange(value.slice(0, -1));
	}
	function paste(event: ClipboardEvent) {
		const text = event.clipboardData.getData("text/plain");
		if (!/[,;\n@]/.test(text)) return;
		event.preventDefault();
		add(`${typed}${text}`);
	}

	return (
		<div className="min-w-0 flex-1">
			<ul className="flex flex-wrap items-center gap-1">
				{value.map((entry) => (
					<li
						key={entry.address ?? entry.typed}
						className={cn(
							"inline-flex max-w-full items-center gap-0.5 rounded-[5px] bg-fill pl-1.5",
							entry.address === null && "bg-danger-fill text-danger-text",
						)}
					>
						<span className="truncate">{entry.address ?? entry.typed}</span>
						<button
							type="button"
							aria-label={t("removeAddress", { address: entry.address ?? entry.typed })}
							onClick={() => remove(entry)}
							className="grid size-6 shrink-0 place-items-center rounded-[5px] hover:bg-fill-active"
						>
							<X aria-hidden className="size-3 stroke-2" />
						</button>
					</li>
				))}
				<li className="min-w-24 flex-1">
					<input
						ref={input}
						type="text"
						inputMode="email"
						autoComplete="off"
						// biome-ignore lint/a11y/noAutofocus: it was asked for, by a button that is gone
						autoFocus={autoFocus}
						spellCheck={false}
						aria-label={label ?? t("cc")}
						aria-describedby={wrong.length > 0 ? `${id}-wrong` : undefined}
						aria-invalid={wrong.length > 0 || undefined}
						placeholder={value.length === 0 ? t("ccHint") : undefined}
						value={typed}
						onChange={(event) => type(event.target.value)}
						onKeyDown={press}
						onPaste={paste}
						onBlur={() => add(typed)}
						className="h-6 w-full text-ellipsis bg-transparent outline-none pointer-coarse:text-lg"
					/>
				</li>
			</ul>
			{wrong.length > 0 && (
				<p id={`${id}-wrong`} className="mt-1 text-danger-text text-xs">
					{wrong.map((entry) => t("invalidAddress", { address: entry.typed })).join(" ")}
				</p>
			)}
		</div>
	);
}
