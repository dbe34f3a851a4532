"use client";

import { ImagePlus, Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Attachments } from "./use-attachments";

/** Over what is marked `data-drop`, while files are dragged across the window and this field is the one that is open: where they may be let go. */
export function DropZone({ files }: { files: Attachments }) {
	const here = useRef<HTMLSpanElement>(null);
	const [box, setBox] = useState<Element | null>(null);
	const depth = useRef(0);
	useEffect(() => {
		const carries = (event: globalThis.DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
		const end = () => {
			depth.current = 0;
			setBox(null);
		};
		const listeners = {
			dragenter(event: globalThis.DragEvent) {
				if (!carries(event)) return;
				depth.current += 1;
				setBox(open(here.current) ? (here.current?.closest("[data-drop]") ?? null) : null);
			},
			dragleave(event: globalThis.DragEvent) {
				if (carries(event)) depth.current -= 1;
				if (depth.current <= 0) end();
			},
			// Let go beside the zone, a file would open in the place of the page, and take what is being written with it.
			dragover: (event: globalThis.DragEvent) => void (carries(event) && event.preventDefault()),
			drop(event: globalThis.DragEvent) {
				if (carries(event)) event.preventDefault();
				end();
			},
		};
		for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
		return () => {
			for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener as EventListener);
		};
	}, []);
	return (
		<>
			<span ref={here} className="block" />
			{box && createPortal(<Zones files={files} />, box)}
		</>
	);
}

/** Not in a tab that is not shown, and not behind a dialog. */
function open(element: HTMLElement | null): boolean {
	return element !== null && element.offsetParent !== null && element.closest("[inert], [aria-hidden=true]") === null;
}

function Zones({ files }: { files: Attachments }) {
	const t = useTranslations("composer.files");
	const { most, bytes } = files.rules;
	return (
		<div className="absolute inset-2 z-30 flex flex-col gap-2">
			<Zone onFiles={(dropped) => void files.add(dropped)}>
				<Paperclip aria-hidden className="size-6 stroke-[1.75]" />
				<span className="font-medium">{t("drop")}</span>
				<span className="text-muted text-sm">{t("attachHint", { most, megabytes: Math.floor(bytes / 1_000_000) })}</span>
			</Zone>
			{files.picturesInText && (
				<Zone
					onFiles={(dropped) => {
						const pictures = dropped.filter((file) => /^image\/(?:png|jpeg|gif|webp)$/.test(file.type));
						void files.add(pictures, true);
						void files.add(dropped.filter((file) => !pictures.includes(file)));
					}}
				>
					<ImagePlus aria-hidden className="size-6 stroke-[1.75]" />
					<span className="font-medium">{t("dropInText")}</span>
				</Zone>
			)}
		</div>
	);
}

function Zone({ onFiles, children }: { onFiles: (files: File[]) => void; children: React.ReactNode }) {
	const [over, setOver] = useState(false);
	function drop(event: DragEvent) {
		event.preventDefault();
		onFiles([...event.dataTransfer.files]);
	}
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: only a pointer drags; the button picks the same files by keyboard
		<div
			onDragEnter={() => setOver(true)}
			onDragLeave={() => setOver(false)}
			onDrop={drop}
			className={`flex flex-1 flex-col items-center justify-center gap-1.5 rounded-xl border-2 border-dashed bg-card/95 text-center text-text *:pointer-events-none ${over ? "border-mark bg-accent-fill" : "border-line-strong"}`}
		>
			{children}
		</div>
	);
}
