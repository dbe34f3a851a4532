"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/utils";
import { CustomerRowView, columns } from "./customer-row";
import type { useCustomers } from "./use-customers";

const rowHeight = 56;

/** The rows, of which only those in sight are drawn; more come while one scrolls. */
export function CustomerTable({ customers }: { customers: ReturnType<typeof useCustomers> }) {
	const t = useTranslations("customers");
	const { rows, hasMore, state, more } = customers;
	const scroller = useRef<HTMLDivElement>(null);
	const virtualizer = useVirtualizer({
		count: rows.length,
		getScrollElement: () => scroller.current,
		estimateSize: () => rowHeight,
		getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
		overscan: 8,
		// What the server draws, which has no window to measure.
		initialRect: { width: 1100, height: 900 },
	});
	const last = virtualizer.range?.endIndex ?? 0;
	// biome-ignore lint/correctness/useExhaustiveDependencies: `more` is another function each time
	useEffect(() => {
		if (hasMore && state === "idle" && last >= rows.length - 15) void more();
	}, [hasMore, state, last, rows.length]);

	return (
		<div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
			{/* Laid out as a grid, so that rows can stand where they would if all were drawn. */}
			<table aria-label={t("title")} aria-rowcount={hasMore ? -1 : rows.length + 1} className="block">
				<thead className="sticky top-0 z-10 block border-line border-y bg-ground text-muted text-sm @max-3xl:sr-only">
					<tr aria-rowindex={1} className={cn(columns, "h-9")}>
						{(["customer", "email", "phone", "language", "since", "conversations"] as const).map((name) => (
							<th key={name} scope="col" className="truncate text-left font-normal last:text-right">
								{t(`columns.${name}`)}
							</th>
						))}
					</tr>
				</thead>
				<tbody onKeyDown={moveByKey} className="relative block" style={{ height: virtualizer.getTotalSize() }}>
					{virtualizer.getVirtualItems().map(({ index, start }) => {
						const row = rows[index];
						return row && <CustomerRowView key={row.id} row={row} index={index} style={{ top: start, height: rowHeight }} />;
					})}
				</tbody>
			</table>
			{state === "loading" && hasMore && <Skeletons label={t("loading")} />}
			{state === "failed" && (
				<div role="alert" className="flex items-center justify-center gap-3 px-4 py-5 text-muted text-sm">
					{t("failed.more")}
					<Button size="sm" onClick={() => void customers.retry()}>
						{t("retry")}
					</Button>
				</div>
			)}
		</div>
	);
}

/** Up and down lead to the next record, where rows stand in the order of the page. */
function moveByKey(event: KeyboardEvent<HTMLElement>) {
	const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
	const from = Number((event.target as Element).closest("[aria-rowindex]")?.getAttribute("aria-rowindex"));
	const next = step && event.currentTarget.querySelector<HTMLElement>(`[aria-rowindex="${from + step}"] a`);
	if (!next) return;
	event.preventDefault();
	next.focus();
}

function Skeletons({ label }: { label: string }) {
	return (
		<div role="status">
			<span className="sr-only">{label}</span>
			{["w-32", "w-40", "w-28"].map((width) => (
				<div key={width} aria-hidden className="flex items-center gap-3 px-4" style={{ height: rowHeight }}>
					<Skeleton className="size-[30px] rounded-full" />
					<Skeleton className={cn("h-3", width)} />
				</div>
			))}
		</div>
	);
}
