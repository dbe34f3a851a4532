"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** `what`: said to those who do not see what it stands beside. */
export function CopyButton({ text, what }: { text: string; what?: string }) {
	const t = useTranslations("inboxes.guide");
	const [copied, setCopied] = useState(false);
	return (
		<Button size="sm" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
			{copied ? <Check aria-hidden /> : <Copy aria-hidden />}
			<span aria-live="polite">{t(copied ? "copied" : "copy")}</span>
			{what && <span className="sr-only">: {what}</span>}
		</Button>
	);
}
