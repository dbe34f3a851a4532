"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { useActions } from "@/components/actions/actions-context";
import { actionsFor } from "@/components/actions/catalog";
import { targetOfRow } from "@/components/actions/target";
import { ContextMenuContent, ContextMenuItem, ContextMenuSeparator } from "@/components/ui/context-menu";
import type { ListRow } from "@/lib/conversations/queries";

type Props = { row: ListRow; userId: number; onPick: (id: number) => void };

/** Everything that needs no open conversation. */
export function RowMenuItems({ row, userId, onPick }: Props) {
	const t = useTranslations("inbox");
	const tm = useTranslations("actions.menu");
	const { run } = useActions();
	const target = targetOfRow(row);
	return (
		<ContextMenuContent aria-label={t("row.actions", { name: row.customerName })}>
			{actionsFor(target, userId, false).map((group, i) => (
				<Fragment key={group[0]?.name}>
					{i > 0 && <ContextMenuSeparator />}
					{group.map(({ name, label, icon: Icon, shortcut, danger }) => (
						<ContextMenuItem
							key={name}
							icon={<Icon aria-hidden />}
							shortcut={label === "read" ? "shift+i" : shortcut}
							danger={danger}
							onSelect={() => run(name, target)}
						>
							{tm(label)}
						</ContextMenuItem>
					))}
					{i === 0 && (
						<ContextMenuItem icon={<ListChecks aria-hidden />} shortcut="x" onSelect={() => onPick(row.id)}>
							{t("bulk.select")}
						</ContextMenuItem>
					)}
				</Fragment>
			))}
		</ContextMenuContent>
	);
}
