"use client";

import { type MouseEvent, type ReactNode, useState } from "react";
import { ContextMenu, ContextMenuTrigger } from "@/components/ui/context-menu";
import { onDemand } from "@/components/ui/on-demand";
import type { ListRow } from "@/lib/conversations/queries";
import { conversationAt } from "./row-element";

const RowMenuItems = onDemand(() => import("./row-menu-items").then((module) => module.RowMenuItems));

type Props = { rows: readonly ListRow[]; userId: number; onPick: (id: number) => void; children: ReactNode };

/** One menu for all rows: the right click, the menu key or a long press tells which it is about. */
export function RowMenu({ rows, userId, onPick, children }: Props) {
	const [id, setId] = useState<number | null>(null);
	const row = rows.find((row) => row.id === id);
	return (
		<ContextMenu>
			<ContextMenuTrigger asChild onContextMenuCapture={(event: MouseEvent) => setId(conversationAt(event.target))}>
				{children}
			</ContextMenuTrigger>
			{row && <RowMenuItems row={row} userId={userId} onPick={onPick} onGone={() => setId(null)} />}
		</ContextMenu>
	);
}
