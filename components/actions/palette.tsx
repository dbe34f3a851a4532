"use client";

import { Command, defaultFilter } from "cmdk";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { dialogClasses, overlayClasses } from "@/components/ui/dialog";
import { useReturnFocus } from "@/components/ui/return-focus";
import type { Role } from "@/db/schema";
import { cn } from "@/lib/utils";
import { PalettePlaces } from "./palette-places";
import { PaletteSearch } from "./palette-search";
import { useChosen } from "./use-chosen";
import { useFound } from "./use-found";

type Props = {
	/** What may be opened follows from it; the pages check again. */
	role: Role;
	onClose: () => void;
	/** What can be done with what is open. */
	children?: ReactNode;
};

/** Everything by name: what can be done with the open conversation, where one can go, and what a search finds. */
export function Palette({ role, onClose, children }: Props) {
	const t = useTranslations("actions.palette");
	const [text, setText] = useState("");
	const found = useFound(text.trim());
	const focus = useReturnFocus({});
	const { chosen, choose, list } = useChosen();
	return (
		<Radix.Root open onOpenChange={(open) => !open && onClose()}>
			<Radix.Portal>
				<Radix.Overlay className={overlayClasses} />
				<Radix.Content aria-describedby={undefined} className={cn(dialogClasses, "max-w-xl")} {...focus}>
					<Radix.Title className="sr-only">{t("title")}</Radix.Title>
					<Command label={t("title")} loop filter={matches} value={chosen} onValueChange={choose} className="flex min-h-0 flex-col">
						<Command.Input
							value={text}
							onValueChange={setText}
							placeholder={t("placeholder")}
							maxLength={200}
							className="h-12 w-full shrink-0 border-line-soft border-b bg-transparent px-4 text-lg outline-none placeholder:text-faint"
						/>
						<Command.List
							ref={list}
							label={t("title")}
							className="min-h-0 flex-1 overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
						>
							{children}
							<PalettePlaces role={role} onClose={onClose} />
							<PaletteSearch text={text.trim()} found={found} onClose={onClose} />
						</Command.List>
					</Command>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}

/** By the words that are shown, accents and case ignored: nobody types «leída» to find it. */
const matches: typeof defaultFilter = (_value, typed, shown = []) => defaultFilter("", fold(typed), shown.map(fold));
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
