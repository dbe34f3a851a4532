"use client";

import { RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { flushSync } from "react-dom";
import { useFormat } from "@/components/shell/use-format";
import { cn } from "@/lib/utils";
import type { AttachmentItem } from "./attachment-store";
import type { Attachments } from "./use-attachments";

/** The files that will go along, each with how far it has got; and why one may not. */
export function AttachmentList({ files }: { files: Attachments }) {
	const t = useTranslations("composer.files");
	const list = useRef<HTMLUListElement>(null);
	/** Whoever works by keyboard is left at the next one, or at the text. */
	function remove(key: string, index: number) {
		const box = list.current?.closest<HTMLElement>("form, [data-drop]");
		flushSync(() => files.remove(key));
		const left = list.current?.children;
		const next = left?.item(Math.min(index, left.length - 1))?.querySelector<HTMLElement>("button:last-of-type");
		(next ?? box?.querySelector<HTMLElement>("[contenteditable=true], textarea"))?.focus();
	}
	return (
		<div className="px-3.5">
			<ul ref={list} aria-label={t("label")} className="flex flex-wrap gap-2">
				{files.items.map((item, index) => (
					<Item key={item.key} item={item} onRemove={() => remove(item.key, index)} onRetry={() => files.retry(item.key)} />
				))}
			</ul>
			{files.refusal && (
				<p role="alert" className="mt-1.5 text-danger-text text-sm">
					{files.refusal}
				</p>
			)}
		</div>
	);
}

type ItemProps = { item: AttachmentItem; onRemove: () => void; onRetry: () => void };

function Item({ item, onRemove, onRetry }: ItemProps) {
	const t = useTranslations("composer.files");
	const format = useFormat();
	const failed = item.state === "failed";
	const percent = Math.round(item.progress * 100);
	return (
		<li
			className={cn(
				"relative flex w-60 max-w-full items-center gap-2 overflow-hidden rounded-lg border border-line-strong bg-card p-1.5",
				failed && "border-danger-text",
			)}
		>
			<Face item={item} />
			<span className="min-w-0 flex-1 text-text text-xs">
				<span className="block truncate font-medium" title={item.filename}>
					{item.filename}
				</span>
				<span className={cn("block truncate", failed ? "text-danger-text" : "text-muted")} title={item.error ?? undefined}>
					{failed ? (item.error ?? t("failed")) : item.state === "done" ? format.bytes(item.size) : t("progress", { percent })}
				</span>
			</span>
			{failed && item.error === null && (
				<button type="button" aria-label={t("retry", { name: item.filename })} onClick={onRetry} className={buttonClasses}>
					<RotateCw aria-hidden className="size-3.5 stroke-2" />
				</button>
			)}
			<button
				type="button"
				aria-label={t(item.state === "uploading" ? "cancel" : "remove", { name: item.filename })}
				onClick={onRemove}
				className={buttonClasses}
			>
				<X aria-hidden className="size-3.5 stroke-2" />
			</button>
			{item.state === "uploading" && (
				<span
					role="progressbar"
					aria-label={item.filename}
					aria-valuemin={0}
					aria-valuemax={100}
					aria-valuenow={percent}
					className="absolute inset-x-0 bottom-0 h-[3px] bg-fill"
				>
					<span className="block h-full bg-mark transition-[width]" style={{ width: `${percent}%` }} />
				</span>
			)}
		</li>
	);
}

const buttonClasses = "grid size-6 shrink-0 place-items-center rounded-md text-muted hover:bg-fill hover:text-text";

function Face({ item }: { item: AttachmentItem }) {
	const picture =
		item.preview ?? (item.id !== null && /^image\/(?:png|jpeg|gif|webp)$/.test(item.contentType) ? `/api/attachments/${item.id}/thumbnail` : null);
	if (picture) {
		// biome-ignore lint/performance/noImgElement: a private file behind a session, or one that is only here
		return <img src={picture} alt="" className="size-9 shrink-0 rounded-md bg-fill object-cover" />;
	}
	return (
		<span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-md bg-fill font-bold text-[10px] text-muted">
			{/\.([a-z0-9]{1,4})$/i.exec(item.filename)?.[1]?.toUpperCase() ?? "…"}
		</span>
	);
}
