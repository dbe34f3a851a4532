"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button";

/** `named`: what is copied, for screen readers. */
export function CopyButton({ text, named }: { text: string; named?: string }) {
	const t = useTranslations("common");
	const [copied, setCopied] = useState(false);
	return (
		<Button size="sm" aria-label={named} onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}>
			{copied ? <Check aria-hidden /> : <Copy aria-hidden />}
			<span aria-live="polite">{t(copied ? "copied" : "copy")}</span>
		</Button>
	);
}
