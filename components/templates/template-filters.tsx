"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { languageName } from "@/components/details/language-name";
import { Chip } from "@/components/ui/chip";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { startChannels } from "@/lib/messages/schema";
import type { TemplateFilter } from "@/lib/templates/filter";

/** Milliseconds without a key before the list is asked for. */
const pause = 150;

type Props = { filter: TemplateFilter; folders: string[]; languages: string[]; archived: number };

/** Search and filters, kept in the address. */
export function TemplateFilters({ filter, folders, languages, archived }: Props) {
	const t = useTranslations("templates");
	const channels = useTranslations("common.channels");
	const locale = useLocale();
	const router = useRouter();
	const path = usePathname();
	const query = useSearchParams();
	const [typed, setTyped] = useState(filter.text);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(timer.current), []);

	function set(name: string, value: string) {
		const next = new URLSearchParams(query);
		if (value) next.set(name, value);
		else next.delete(name);
		router.replace(next.size > 0 ? `${path}?${next}` : path, { scroll: false });
	}
	function search(text: string) {
		setTyped(text);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => set("q", text.trim()), pause);
	}
	return (
		<search className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
			<div className="relative max-sm:col-span-2 sm:min-w-56 sm:flex-1">
				<Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 stroke-[1.75] text-faint" />
				<Input
					type="search"
					value={typed}
					onChange={(event) => search(event.target.value)}
					aria-label={t("search")}
					placeholder={t("search")}
					maxLength={200}
					className="pl-9"
				/>
			</div>
			{folders.length > 0 && (
				<Choice
					label={t("folder")}
					any={t("allFolders")}
					value={filter.folder}
					options={folders.map((folder) => [folder, folder])}
					onChange={(value) => set("folder", value)}
				/>
			)}
			<Choice
				label={t("channel")}
				any={t("anyChannel")}
				value={filter.channel}
				options={[...startChannels, "chat" as const].map((channel) => [channel, channels(channel)])}
				onChange={(value) => set("channel", value)}
			/>
			{languages.length > 0 && (
				<Choice
					label={t("language")}
					any={t("anyLanguage")}
					value={filter.language}
					options={languages.map((tag) => [tag, languageName(tag, locale) ?? tag])}
					onChange={(value) => set("language", value)}
				/>
			)}
			{(archived > 0 || filter.archived) && (
				<Chip on={filter.archived} onClick={() => set("archived", filter.archived ? "" : "1")}>
					{t("archived")} <span className="tabular-nums">{archived}</span>
				</Chip>
			)}
		</search>
	);
}

type ChoiceProps = { label: string; any: string; value: string | null; options: [string, string][]; onChange: (value: string) => void };

function Choice({ label, any, value, options, onChange }: ChoiceProps) {
	return (
		<span className="min-w-0">
			<Select aria-label={label} value={value ?? ""} onChange={(event) => onChange(event.target.value)} className="max-sm:pr-7 max-sm:pl-2.5 max-sm:text-sm">
				<option value="">{any}</option>
				{options.map(([option, name]) => (
					<option key={option} value={option}>
						{name}
					</option>
				))}
			</Select>
		</span>
	);
}
