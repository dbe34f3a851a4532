"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button";

/** `html`: the same with its formats, where it has any. `named`: what is copied, for screen readers. */
export function CopyButton({ text, html = null, named }: { text: string; html?: string | null; named?: string }) {
	const t = useTranslations("common");
	const [copied, setCopied] = useState(false);
	return (
		<Button size="sm" aria-label={named} onClick={() => void copy(text, html).then(setCopied)}>
			{copied ? <Check aria-hidden /> : <Copy aria-hidden />}
			<span aria-live="polite">{t(copied ? "copied" : "copy")}</span>
		</Button>
	);
}

/** Whether it could: a page that did not come over a safe connection has no clipboard. */
async function copy(text: string, html: string | null): Promise<boolean> {
	try {
		if (html === null) await navigator.clipboard.writeText(text);
		else await navigator.clipboard.write([new ClipboardItem({ "text/plain": text, "text/html": html })]);
		return true;
	} catch {
		return false;
	}
}
