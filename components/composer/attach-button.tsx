"use client";

import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { Attachments } from "./use-attachments";

/** Picks files, and tells how many may still go along, how large, of which kind. */
export function AttachButton({ files }: { files: Attachments }) {
	const t = useTranslations("composer.files");
	const input = useRef<HTMLInputElement>(null);
	const { rules } = files;
	const listed = files.items.filter((item) => !item.inline).length;
	return (
		<>
			<input
				ref={input}
				type="file"
				hidden
				multiple={rules.most > 1}
				aria-label={t("attach")}
				accept={rules.types
					?.map((type) => (type.endsWith("/") ? `${type}*` : type))
					.filter((type) => !/[-.]$/.test(type))
					.join(",")}
				onChange={(event) => {
					void files.add([...(event.target.files ?? [])]);
					event.target.value = "";
				}}
			/>
			<IconButton
				label={t("attachHint", { most: rules.most, megabytes: Math.floor(rules.bytes / 1_000_000) })}
				side="top"
				onClick={() => input.current?.click()}
				className="relative"
			>
				<Paperclip aria-hidden />
				{listed > 0 && (
					<span className="absolute -top-0.5 -right-1 rounded-full bg-fill-active px-1 font-medium text-[10px] text-text tabular-nums leading-4">{`${listed}/${rules.most}`}</span>
				)}
			</IconButton>
		</>
	);
}
