"use client";

import { FileText, Paperclip, Search } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { languageName } from "@/components/details/language-name";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Skeleton } from "@/components/ui/skeleton";
import { Tag } from "@/components/ui/tag";
import type { OfferedTemplate } from "@/lib/templates/queries";
import type { Values } from "@/lib/templates/variables";
import { cn } from "@/lib/utils";
import { FilledText } from "./filled-text";
import type { Writing } from "./templates-api";
import { useOffered, useValues } from "./use-offered";

/** `known`: values that the server cannot know yet, as the subject that is being written. */
type Props = { writing: Writing; known?: Values; onPick: (template: OfferedTemplate, values: Values) => void };

/** The templates for this channel, to type ahead in; the one that is marked shows as it would be inserted. Heavy: loaded when it is opened. */
export function TemplatePicker({ writing, known, onPick }: Props) {
	const t = useTranslations("templates");
	const common = useTranslations("common");
	const locale = useLocale();
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	// Not when the popover opens, which is before this has been loaded.
	useEffect(() => input.current?.focus(), []);
	const [typed, setTyped] = useState("");
	const [language, setLanguage] = useState<string | null>(null);
	const [at, setAt] = useState(0);
	const offered = useOffered(typed, writing);
	const values = { ...useValues(writing), ...known };
	const all = Array.isArray(offered) ? offered : [];
	const languages = [...new Set(all.flatMap((template) => template.language ?? []))].sort(nearest(writing.language, locale));
	const found = all.filter((template) => language === null || template.language === language || template.language === null);
	const current = found[Math.min(at, found.length - 1)];

	function press(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing) return;
		const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (step) setAt((Math.min(at, found.length - 1) + step + found.length) % Math.max(1, found.length));
		else if (event.key === "Enter" && current) onPick(current, values);
		else return;
		event.preventDefault();
	}

	return (
		<div className="flex max-h-[inherit] min-h-0 flex-col">
			<div className="grid gap-1.5 p-2">
				<label className="flex items-center gap-2 rounded-lg border border-line-strong px-2.5 focus-within:border-accent focus-within:ring-3 focus-within:ring-accent-fill-strong">
					<Search aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
					<input
						ref={input}
						role="combobox"
						aria-expanded
						aria-controls={`${id}-list`}
						aria-activedescendant={current && `${id}-${current.id}`}
						aria-describedby={`${id}-preview`}
						aria-label={t("search")}
						placeholder={t("search")}
						autoComplete="off"
						maxLength={200}
						value={typed}
						onChange={(event) => {
							setTyped(event.target.value);
							setAt(0);
						}}
						onKeyDown={press}
						className="h-8 w-full bg-transparent outline-none pointer-coarse:text-lg"
					/>
				</label>
				{languages.length > 1 && (
					<fieldset aria-label={t("language")} className="flex gap-1 overflow-x-auto">
						{[null, ...languages].map((tag) => (
							<Chip key={tag} on={language === tag} onClick={() => setLanguage(tag)}>
								{languageName(tag, locale) ?? t("anyLanguage")}
							</Chip>
						))}
					</fieldset>
				)}
			</div>
			<div role="listbox" id={`${id}-list`} aria-label={t("title")} className="min-h-0 max-h-56 flex-1 overflow-y-auto px-1.5 pb-1.5 empty:hidden">
				{found.map((template) => (
					// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which points here (aria-activedescendant)
					<div
						key={template.id}
						id={`${id}-${template.id}`}
						role="option"
						tabIndex={-1}
						aria-selected={template === current}
						onClick={() => onPick(template, values)}
						onPointerMove={() => setAt(found.indexOf(template))}
						className={cn("flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 pointer-coarse:h-11", template === current && "bg-fill")}
					>
						<FileText aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
						<span className="min-w-0 flex-1 truncate">
							{template.name} {template.folder && <span className="text-faint text-xs">{template.folder}</span>}
						</span>
						{template.files.length > 0 && (
							<Paperclip role="img" aria-label={t("withFiles", { count: template.files.length })} className="size-3.5 shrink-0 stroke-[1.75] text-mark" />
						)}
						{template.language && <Tag>{template.language}</Tag>}
					</div>
				))}
			</div>
			{offered === null && (
				<div aria-busy className="grid gap-2 px-3 pb-3">
					<span className="sr-only">{common("loading")}</span>
					<Skeleton className="h-6" />
					<Skeleton className="h-6" />
				</div>
			)}
			<p role="status" className="px-3.5 pb-3 text-muted text-sm empty:hidden">
				{offered === "failed" ? t("failed") : offered !== null && found.length === 0 ? t(typed ? "noneFound" : "none") : null}
			</p>
			<section
				id={`${id}-preview`}
				aria-label={t("preview")}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrow keys must reach it
				tabIndex={0}
				className="max-h-32 shrink-0 overflow-y-auto border-line-soft border-t px-3.5 py-2.5 text-muted text-sm -outline-offset-2"
			>
				{current ? <FilledText text={current.body} values={values} /> : null}
				{current && current.files.length > 0 && <p className="mt-1.5 truncate text-xs">{t("filesAlong", { names: current.files.join(", ") })}</p>}
			</section>
			<div className="flex shrink-0 justify-end border-line-soft border-t px-2 py-1.5">
				<Button asChild variant="ghost" size="sm">
					<Link href="/templates">{t("manage")}</Link>
				</Button>
			</div>
		</div>
	);
}

/** The customer's language first, then one's own, then by name. */
function nearest(customers: string | null, own: string) {
	const rank = (tag: string) => [customers, own].findIndex((known) => known?.split("-")[0] === tag.split("-")[0]) >>> 0;
	return (one: string, other: string) => rank(one) - rank(other) || (languageName(one, own) ?? one).localeCompare(languageName(other, own) ?? other, own);
}
