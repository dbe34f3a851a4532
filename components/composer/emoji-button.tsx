"use client";

import { Smile } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import type { FieldHandle } from "./field-handle";

const EmojiPicker = onDemand(() => import("./emoji-picker").then((loaded) => loaded.EmojiPicker), {
	loading: <Spinner className="m-auto" />,
});

/** All the emoji, loaded when somebody looks for one. */
export function EmojiButton({ field }: { field: RefObject<FieldHandle | null> }) {
	const t = useTranslations("composer");
	const [open, setOpen] = useState(false);
	function pick(emoji: string) {
		setOpen(false);
		field.current?.insert(emoji);
	}
	return (
		<Popover open={open} onOpenChange={setOpen}>
			<PopoverTrigger asChild>
				<IconButton label={t("emoji")} side="top">
					<Smile aria-hidden />
				</IconButton>
			</PopoverTrigger>
			<PopoverContent aria-label={t("emoji")} side="top" className="grid min-h-[min(435px,60dvh)] w-[318px] overflow-hidden p-0">
				<EmojiPicker onPick={pick} onGone={() => setOpen(false)} />
			</PopoverContent>
		</Popover>
	);
}
