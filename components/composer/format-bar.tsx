"use client";

import { Bold, Code, Heading, Italic, Link, List, ListOrdered, type LucideIcon, Quote, Underline } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { cn } from "@/lib/utils";
import type { RichHandle } from "./field-handle";
import { type Format, formats, linkAddress } from "./formats";

const icons: Record<Format, LucideIcon> = {
	bold: Bold,
	italic: Italic,
	underline: Underline,
	heading: Heading,
	bulletList: List,
	orderedList: ListOrdered,
	link: Link,
	quote: Quote,
	code: Code,
};
const shortcuts: Partial<Record<Format, string>> = { bold: "mod+b", italic: "mod+i", underline: "mod+u", heading: "mod+alt+2" };
/** Left out where there is little room; their keys work all the same. */
const minor: Format[] = ["underline", "heading", "orderedList", "quote", "code"];

type Props = { active: Format[]; field: RefObject<RichHandle | null> };

export function FormatBar({ active, field }: Props) {
	const t = useTranslations("composer.format");
	return (
		<div role="toolbar" aria-label={t("label")} className="flex items-center">
			{formats.map((format) => {
				if (format === "link") return <LinkButton key={format} active={active.includes(format)} field={field} />;
				const Icon = icons[format];
				return (
					<IconButton
						key={format}
						label={t(format)}
						shortcut={shortcuts[format]}
						side="top"
						active={active.includes(format)}
						aria-pressed={active.includes(format)}
						// The text keeps its focus and its selection.
						onPointerDown={(event) => event.preventDefault()}
						onClick={() => field.current?.run(format)}
						className={cn(minor.includes(format) && "@max-3xl:hidden")}
					>
						<Icon aria-hidden />
					</IconButton>
				);
			})}
		</div>
	);
}

function LinkButton({ active, field }: { active: boolean; field: Props["field"] }) {
	const t = useTranslations("composer");
	const [open, setOpen] = useState(false);
	const [typed, setTyped] = useState("");
	const [wrong, setWrong] = useState(false);

	function show(shown: boolean) {
		if (shown) setTyped(field.current?.linkAt() ?? "");
		setWrong(false);
		setOpen(shown);
	}
	function apply(event: FormEvent) {
		event.preventDefault();
		// A portal: the event goes on to the form that it is not in.
		event.stopPropagation();
		const href = linkAddress(typed);
		setWrong(href === null);
		if (href === null) return;
		setOpen(false);
		field.current?.setLink(href);
	}
	function remove() {
		setOpen(false);
		field.current?.setLink(null);
	}
	return (
		<Popover open={open} onOpenChange={show}>
			<PopoverTrigger asChild>
				<IconButton label={t("format.link")} side="top" active={active} aria-pressed={active}>
					<Link aria-hidden />
				</IconButton>
			</PopoverTrigger>
			<PopoverContent aria-label={t("format.link")} side="top" className="w-80 p-3">
				<form onSubmit={apply} className="grid gap-2">
					<Input
						aria-label={t("linkDialog.label")}
						aria-invalid={wrong || undefined}
						aria-describedby={wrong ? "link-wrong" : undefined}
						placeholder="https://"
						inputMode="url"
						value={typed}
						onChange={(event) => setTyped(event.target.value)}
					/>
					{wrong && (
						<p id="link-wrong" role="alert" className="text-danger-text text-xs">
							{t("linkDialog.invalid")}
						</p>
					)}
					<div className="flex justify-end gap-2">
						{active && (
							<Button variant="ghost" onClick={remove}>
								{t("linkDialog.remove")}
							</Button>
						)}
						<Button type="submit" variant="solid">
							{t("linkDialog.apply")}
						</Button>
					</div>
				</form>
			</PopoverContent>
		</Popover>
	);
}
