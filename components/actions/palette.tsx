"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { useState } from "react";
import { dialogClasses, overlayClasses } from "@/components/ui/dialog";
import { cn } from "@/lib/utils";
import { PaletteActions } from "./palette-actions";
import { PalettePlaces } from "./palette-places";
import { PaletteSearch } from "./palette-search";

/** Everything by name: what can be done with the open conversation, where one can go, and what a search finds. */
export function Palette({ onClose }: { onClose: () => void }) {
	const t = useTranslations("actions.palette");
	const [text, setText] = useState("");
	return (
		<Radix.Root open onOpenChange={(open) => !open && onClose()}>
			<Radix.Portal>
				<Radix.Overlay className={overlayClasses} />
				<Radix.Content aria-describedby={undefined} className={cn(dialogClasses, "max-w-xl")} onCloseAutoFocus={(event) => event.preventDefault()}>
					<Radix.Title className="sr-only">{t("title")}</Radix.Title>
					<Command label={t("title")} loop className="flex min-h-0 flex-col">
						<Command.Input
							value={text}
							onValueChange={setText}
							placeholder={t("placeholder")}
							maxLength={200}
							className="h-12 w-full shrink-0 border-line-soft border-b bg-transparent px-4 text-lg outline-none placeholder:text-faint"
						/>
						<Command.List
							label={t("title")}
							className="min-h-0 flex-1 overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
						>
							<PaletteActions onClose={onClose} />
							<PalettePlaces onClose={onClose} />
							<PaletteSearch text={text.trim()} onClose={onClose} />
						</Command.List>
					</Command>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}
