"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cn } from "@/lib/utils";
import type { Segments } from "./segments";

type Props = { id: string; text: string; segments: boolean };

/** How long the text is; where it is paid for by the segment, how many those are. */
export function TextCounter({ id, text, segments }: Props) {
	const t = useTranslations("composer.counter");
	const [counted, setCounted] = useState<Segments | null>(null);
	useEffect(() => {
		let current = true;
		if (segments && text)
			void import("./segments").then(
				({ countSegments }) => current && setCounted(countSegments(text)),
				() => null,
			);
		else setCounted(null);
		return () => {
			current = false;
		};
	}, [segments, text]);
	const many = (counted?.count ?? 0) > 3;
	const parts = [t("characters", { count: [...text].length }), ...(counted ? [counted.encoding, t("segments", { count: counted.count })] : [])];
	return (
		<span id={id} className={cn("px-1.5 text-xs tabular-nums", many ? "text-note-text" : "truncate text-faint")}>
			{parts.join(" · ")}
			{/* There before it speaks, or screen readers do not read it out. */}
			<span role="status">{many && ` · ${t("many")}`}</span>
		</span>
	);
}
