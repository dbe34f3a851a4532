"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormat } from "@/components/shell/use-format";
import type { TimelineFile } from "@/lib/timeline/queries";

const pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** The files of a message: pictures to see, the rest to save, and what is not here, with the reason. */
export function MessageFiles({ files }: { files: TimelineFile[] }) {
	if (files.length === 0) return null;
	return (
		<ul className="mt-2.5 flex flex-wrap gap-2 first:mt-0">
			{files.map((file) => (
				<li key={file.id} className="min-w-0 max-w-full">
					{file.skipped === null && pictures.includes(file.contentType) ? <Picture file={file} /> : <FileChip file={file} />}
				</li>
			))}
		</ul>
	);
}

function Picture({ file }: { file: TimelineFile }) {
	const t = useTranslations("timeline.file");
	const [broken, setBroken] = useState(false);
	if (broken) return <FileChip file={file} />;
	return (
		<a
			href={`/api/attachments/${file.id}`}
			target="_blank"
			rel="noopener"
			aria-label={t("open", { name: file.filename })}
			title={file.filename}
			className="block h-36 w-48 max-w-full overflow-hidden rounded-lg border bg-fill"
		>
			{/* biome-ignore lint/performance/noImgElement: private files behind a session, which an image server has no business with */}
			<img
				src={`/api/attachments/${file.id}/thumbnail`}
				alt={file.filename}
				loading="lazy"
				decoding="async"
				onError={() => setBroken(true)}
				className="size-full object-cover"
			/>
		</a>
	);
}

const chipClasses = "inline-flex max-w-full items-center gap-2.5 rounded-lg border border-line-strong bg-card py-1.5 pr-3 pl-2 text-text";

function FileChip({ file }: { file: TimelineFile }) {
	const t = useTranslations("timeline.file");
	const format = useFormat();
	const body = (
		<>
			<span aria-hidden className="grid size-8 shrink-0 place-items-center rounded-md bg-danger-fill font-bold text-[10px] text-danger-text">
				{extensionOf(file.filename)}
			</span>
			<span className="min-w-0 text-xs">
				<span className="block truncate font-medium">{file.filename}</span>
				<span className="block text-faint">{file.skipped === null ? format.bytes(file.size) : t(skippedReason(file.skipped))}</span>
			</span>
		</>
	);
	if (file.skipped !== null) return <span className={chipClasses}>{body}</span>;
	return (
		<a href={`/api/attachments/${file.id}`} download={file.filename} aria-label={t("save", { name: file.filename })} className={`${chipClasses} hover:bg-fill`}>
			{body}
		</a>
	);
}

function extensionOf(filename: string): string {
	return /\.([a-z0-9]{1,4})$/i.exec(filename)?.[1]?.toUpperCase() ?? "…";
}

function skippedReason(code: string) {
	if (code === "tooLarge") return "tooLarge";
	return code === "gone" ? "gone" : "other";
}
