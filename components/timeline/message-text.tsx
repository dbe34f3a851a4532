"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { linkify } from "./linkify";

/** Text as it was written: its line breaks, with addresses to follow. */
export function LinkedText({ text }: { text: string }) {
	return linkify(text).map(({ at, text: part, href }) =>
		href ? (
			<a
				key={at}
				href={href}
				target="_blank"
				rel="noopener noreferrer nofollow"
				className="font-medium underline decoration-1 underline-offset-2 hover:decoration-2"
			>
				{part}
			</a>
		) : (
			part
		),
	);
}

/** What is new in a message; what it quotes unfolds. */
export function MessageText({ text, quoted }: { text: string; quoted: string | null }) {
	const t = useTranslations("timeline");
	const [open, setOpen] = useState(false);
	const id = useId();
	return (
		<>
			{text && (
				<p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
					<LinkedText text={text} />
				</p>
			)}
			{quoted && (
				<>
					<button
						type="button"
						aria-expanded={open}
						aria-controls={id}
						aria-label={t(open ? "hideQuoted" : "showQuoted")}
						title={t(open ? "hideQuoted" : "showQuoted")}
						onClick={() => setOpen(!open)}
						className="relative mt-2 grid h-4 w-7 place-items-center rounded-md border border-line-strong font-bold text-muted leading-2 tracking-[1px] after:absolute after:-inset-2 hover:bg-fill"
					>
						<span aria-hidden className="-mt-1.5">
							…
						</span>
					</button>
					<blockquote id={id} hidden={!open} className="mt-2 whitespace-pre-wrap border-line-strong border-l-2 pl-3 text-muted [overflow-wrap:anywhere]">
						{open && <LinkedText text={quoted} />}
					</blockquote>
				</>
			)}
		</>
	);
}
