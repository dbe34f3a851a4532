"use client";

import { useTranslations } from "next-intl";
import { Search } from "@/components/search/search";
import { onDemand } from "@/components/ui/on-demand";
import { useViews } from "@/components/views/use-views";
import { ViewBar } from "@/components/views/view-bar";
import { ViewsMenu } from "@/components/views/views-menu";
import { listFilterQuery } from "@/lib/conversations/filter";
import type { ListedView } from "@/lib/views/queries";
import { FilterChips } from "./filter-chips";
import { useInbox, useListSnapshot } from "./inbox-context";
import { ListEmpty } from "./list-empty";
import { ListFailed } from "./list-failed";
import { ListHeader } from "./list-header";
import { ListSkeleton } from "./list-skeleton";
import { ListTabs } from "./list-tabs";
import { RowList } from "./row-list";
import { SyncWarning } from "./sync-warning";
import { type ConversationActions, useConversationActions } from "./use-conversation-actions";
import { useLate } from "./use-late";
import { isFiltered, noFilter, useListFilter } from "./use-list-filter";
import { useNow } from "./use-now";
import { type Picking, useSelection } from "./use-selection";

const BulkBar = onDemand(() => import("./bulk-bar").then((module) => module.BulkBar));

type Props = { selected: number | null; now: number; views: ListedView[] /** That mail may be missing. */; warning: string | null };

/** The left pane: what there is, which of it is shown, and the rows. */
export function ConversationList({ selected, now, views: first, warning }: Props) {
	const t = useTranslations("inbox");
	const { filter, change } = useListFilter();
	const { counts, rows, rowsOf } = useListSnapshot();
	const picking = useSelection(rows, `${listFilterQuery(rowsOf)}`);
	const views = useViews(first);
	const actions = useConversationActions();
	const minute = useNow(now);
	const showAll = () => change(noFilter);
	return (
		<section aria-label={t("list")} className="@container flex h-full min-h-0 flex-col">
			<ListHeader filtered={isFiltered(filter)} onClear={showAll} onMarkAllRead={actions.markAllRead}>
				<ViewsMenu views={views} />
			</ListHeader>
			<SyncWarning text={warning} />
			<Search now={minute}>
				<ViewBar views={views.views} />
				<ListTabs counts={counts} />
				{picking.picked.length > 0 ? <BulkBar picking={picking} loaded={rows.length} onGone={picking.clear} /> : <FilterChips counts={counts} />}
				<Rows selected={selected} now={minute} actions={actions} picking={picking} onShowAll={showAll} />
			</Search>
		</section>
	);
}

type RowsProps = { selected: number | null; now: number; actions: ConversationActions; picking: Picking; onShowAll: () => void };

function Rows({ selected, now, actions, picking, onShowAll }: RowsProps) {
	const t = useTranslations("inbox");
	const { store } = useInbox();
	const { filter, rows, rowsOf, status, more } = useListSnapshot();
	const late = useLate(status === "loading");
	if (status === "failed") return <ListFailed onRetry={() => store.retry()} />;
	if (late || (rows.length === 0 && (status === "loading" || more === "loading"))) return <ListSkeleton rows={12} label={t("loading")} />;
	if (rows.length === 0 && more === "end") return <ListEmpty filter={filter} onShowAll={onShowAll} />;
	// Another list for another filter: it begins at its top.
	return <RowList key={`${listFilterQuery(rowsOf)}`} rows={rows} more={more} selected={selected} now={now} actions={actions} picking={picking} />;
}
