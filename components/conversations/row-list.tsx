"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef } from "react";
import type { ListRow } from "@/lib/conversations/queries";
import { ConversationRow } from "./conversation-row";
import { useInbox } from "./inbox-context";
import { ListEnd } from "./list-end";
import type { ListSnapshot } from "./list-store";
import { NewAbove } from "./new-above";
import { rowHeight } from "./row-height";
import { RowMenu } from "./row-menu";
import { orderOf } from "./row-order";
import type { ConversationActions } from "./use-conversation-actions";
import { useKeepPlace } from "./use-keep-place";
import { useListFilter } from "./use-list-filter";
import { useRowCursor } from "./use-row-cursor";
import { useRowKeys } from "./use-row-keys";
import type { Picking } from "./use-selection";

type Props = { rows: readonly ListRow[]; more: ListSnapshot["more"]; selected: number | null; now: number; actions: ConversationActions; picking: Picking };

/** The rows, of which only those in sight are drawn. */
export function RowList({ rows, more, selected, now, actions, picking }: Props) {
	const t = useTranslations("inbox");
	const { me, users, store } = useInbox();
	const { filter, addressOf } = useListFilter();
	const scroller = useRef<HTMLDivElement>(null);
	const cursor = useRowCursor(rows, selected);
	const place = useKeepPlace(rows, scroller, orderOf(filter));
	const virtualizer = useVirtualizer({
		count: rows.length,
		getScrollElement: () => scroller.current,
		estimateSize: (index) => rowHeight(rows[index]),
		// Another function for other rows: their places are reckoned anew.
		getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
		overscan: 6,
		// What the server draws, which has no window to measure.
		initialRect: { width: 384, height: 900 },
		rangeExtractor: cursor.withCursor,
	});
	const onKeyDown = useRowKeys({ rows, selected, cursor, actions, onPick: picking.pick });

	const items = virtualizer.getVirtualItems();
	const last = virtualizer.range?.endIndex ?? 0;
	useEffect(() => {
		if (more === "idle" && last >= rows.length - 10) store.loadMore();
	}, [more, last, rows.length, store]);

	return (
		<div className="relative min-h-0 flex-1">
			<NewAbove count={place.arrived} onClick={place.toTop} />
			<div ref={scroller} onScroll={place.onScroll} className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]">
				<RowMenu rows={rows} userId={me.id} onPick={picking.pick}>
					<ul ref={cursor.list} aria-label={t("list")} onKeyDown={onKeyDown} className="relative" style={{ height: virtualizer.getTotalSize() }}>
						{items.map(({ index, start, size }) => {
							const row = rows[index];
							return (
								row && (
									<li
										key={row.id}
										aria-setsize={more === "end" ? rows.length : -1}
										aria-posinset={index + 1}
										className="absolute inset-x-0"
										style={{ top: start, height: size }}
									>
										<ConversationRow
											row={row}
											address={addressOf(row.id)}
											selected={row.id === selected}
											tabbable={row.id === cursor.id}
											now={now}
											users={users}
											actions={actions}
											onFocus={cursor.set}
											picked={picking.picked.length > 0 ? picking.ids.has(row.id) : null}
											onPick={picking.pick}
										/>
									</li>
								)
							);
						})}
					</ul>
				</RowMenu>
				<ListEnd more={more} onRetry={() => store.retry()} />
			</div>
		</div>
	);
}
