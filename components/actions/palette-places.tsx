"use client";

import { Command } from "cmdk";
import { Keyboard, MessageCircle, Search, ListFilter as ViewIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { tabIcons } from "@/components/conversations/icons";
import { useListSnapshot } from "@/components/conversations/inbox-context";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { tabs } from "@/lib/conversations/filter";
import type { ListedView } from "@/lib/views/queries";
import { PaletteItem } from "./palette-item";

/** Where one can go: folders, saved views, the conversations that were active last. */
export function PalettePlaces({ onClose }: { onClose: () => void }) {
	const t = useTranslations("actions.palette");
	const tabName = useTranslations("inbox.tabs");
	const { addressOf } = useListFilter();
	const router = useRouter();
	const views = useSavedViews();
	const { rows } = useListSnapshot();
	const go = (address: string) => () => {
		onClose();
		router.push(address);
	};
	/** As if the key had been pressed on the page. */
	const press = (key: string) => () => {
		onClose();
		// Once the dialog, which takes all keys, is gone.
		setTimeout(() => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })), 50);
	};
	return (
		<>
			<Command.Group heading={t("go")}>
				<PaletteItem value="go search" keywords={[t("search")]} icon={<Search aria-hidden />} shortcut="/" onSelect={press("/")}>
					{t("search")}
				</PaletteItem>
				{tabs.map((tab) => {
					const Icon = tabIcons[tab];
					return (
						<PaletteItem
							key={tab}
							value={`go ${tab}`}
							keywords={[tabName(tab)]}
							icon={<Icon aria-hidden />}
							onSelect={go(tab === "active" ? "/inbox" : `/inbox?tab=${tab}`)}
						>
							{tabName(tab)}
						</PaletteItem>
					);
				})}
				<PaletteItem value="go keys" keywords={[t("keys")]} icon={<Keyboard aria-hidden />} shortcut="?" onSelect={press("?")}>
					{t("keys")}
				</PaletteItem>
			</Command.Group>
			{views.length > 0 && (
				<Command.Group heading={t("views")}>
					{views.map((view) => (
						<PaletteItem key={view.id} value={`view ${view.id}`} keywords={[view.name]} icon={<ViewIcon aria-hidden />} onSelect={go(`/inbox?${view.query}`)}>
							{view.name}
						</PaletteItem>
					))}
				</Command.Group>
			)}
			{rows.length > 0 && (
				<Command.Group heading={t("recent")}>
					{rows.slice(0, 8).map((row) => (
						<PaletteItem
							key={row.id}
							value={`conversation ${row.id}`}
							keywords={[row.customerName, row.subject ?? ""]}
							icon={<MessageCircle aria-hidden />}
							detail={row.subject || row.snippet}
							onSelect={go(addressOf(row.id))}
						>
							{row.customerName}
						</PaletteItem>
					))}
				</Command.Group>
			)}
		</>
	);
}

function useSavedViews(): ListedView[] {
	const [views, setViews] = useState<ListedView[]>([]);
	useEffect(() => {
		const abort = new AbortController();
		fetch("/api/views", { cache: "no-store", signal: abort.signal })
			.then(async (response) => response.ok && setViews((await response.json()).views))
			// Without them the palette is still of use, and they stand beside the list.
			.catch(() => {});
		return () => abort.abort();
	}, []);
	return views;
}
