"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Chip } from "@/components/ui/chip";
import { Menu, MenuTrigger } from "@/components/ui/menu";
import { onDemand } from "@/components/ui/on-demand";
import type { ListCounts } from "@/lib/conversations/queries";
import { assignedWords } from "./assigned-words";
import { useInbox } from "./inbox-context";
import { useListFilter } from "./use-list-filter";

const AssignedOptions = onDemand(() => import("./assigned-options").then((module) => module.AssignedOptions));

/** Whose conversations: everybody's, mine, anyone's, nobody's or one person's. */
export function AssignedMenu({ counts }: { counts: ListCounts }) {
	const t = useTranslations("inbox.filters");
	const { users } = useInbox();
	const { filter } = useListFilter();
	const [open, setOpen] = useState<boolean>();
	const { assigned } = filter;
	const person = typeof assigned === "number" ? (users.find(({ id }) => id === assigned)?.name ?? t("unknown")) : null;
	const value = typeof assigned === "string" ? t(assignedWords[assigned]) : person;
	return (
		<Menu open={open ?? false} onOpenChange={setOpen}>
			<MenuTrigger asChild>
				<Chip
					opens
					on={Boolean(value)}
					className={value ? "order-first" : undefined}
					aria-label={value ? t("chosen", { filter: t("assigned"), value }) : undefined}
				>
					<span className="max-w-32 truncate">{value ?? t("assigned")}</span>
				</Chip>
			</MenuTrigger>
			{open !== undefined && <AssignedOptions counts={counts} onGone={() => setOpen(undefined)} />}
		</Menu>
	);
}
