"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";

/** What will stand below the text. */
export function SignatureLine({ text, onEdit }: { text: string; onEdit: () => void }) {
	const t = useTranslations("composer.writing");
	if (!text) return null;
	return (
		<div className="flex items-start gap-2 px-3.5 pb-1 text-muted text-sm">
			<p title={t("signature")} className="line-clamp-2 min-w-0 flex-1 whitespace-pre-line [overflow-wrap:anywhere]">
				{`-- \n${text}`}
			</p>
			<IconButton label={t("edit")} side="top" onClick={onEdit} className="size-6">
				<Pencil aria-hidden />
			</IconButton>
		</div>
	);
}
