"use client";

import { Command } from "cmdk";
import { Bot, CalendarClock, CircleUserRound, FileText, Keyboard, MessageCircle, Search, Users, ListFilter as ViewIcon, Zap } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { tabIcons } from "@/components/conversations/icons";
import type { Role } from "@/db/schema";
import { tabs } from "@/lib/conversations/filter";
import type { ListRow } from "@/lib/conversations/queries";
import type { ListedView } from "@/lib/views/queries";
import { PaletteItem } from "./palette-item";
import { PaletteSettings } from "./palette-settings";
import { recentlyOpened } from "./recent";
import { isInbox, useConversationAddress } from "./use-conversation-address";

/** Where one can go: folders and the other pages, saved views, the conversations that were opened last, the settings. */
export function PalettePlaces({ role, onClose }: { role: Role; onClose: () => void }) {
	const t = useTranslations("actions.palette");
	const tabName = useTranslations("inbox.tabs");
	const nav = useTranslations("common.nav");
	const menu = useTranslations("common.userMenu");
	const addressOf = useConversationAddress();
	const inbox = isInbox(usePathname());
	const router = useRouter();
	const { views } = useFetched<{ views: ListedView[] }>("/api/views") ?? { views: [] };
	const [recent] = useState(recentlyOpened);
	const { rows } = useFetched<{ rows: ListRow[] }>(recent.length > 0 ? `/api/conversations/rows?any=1&ids=${recent}` : null) ?? { rows: [] };
	const opened = recent.flatMap((id) => rows.find((row) => row.id === id) ?? []);
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
				<PaletteItem
					value="go search"
					keywords={[t("search")]}
					icon={<Search aria-hidden />}
					shortcut={inbox ? "/" : undefined}
					onSelect={inbox ? press("/") : go("/search")}
				>
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
				{(role === "admin" ? [...pages, ...adminPages] : pages).map(({ page, icon: Icon }) => (
					<PaletteItem key={page} value={`go ${page}`} keywords={[nav(page)]} icon={<Icon aria-hidden />} onSelect={go(`/${page}`)}>
						{nav(page)}
					</PaletteItem>
				))}
				<PaletteItem value="go profile" keywords={[menu("profile")]} icon={<CircleUserRound aria-hidden />} onSelect={go("/settings/profile")}>
					{menu("profile")}
				</PaletteItem>
				{inbox && (
					<PaletteItem value="go keys" keywords={[t("keys")]} icon={<Keyboard aria-hidden />} shortcut="?" onSelect={press("?")}>
						{t("keys")}
					</PaletteItem>
				)}
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
			{opened.length > 0 && (
				<Command.Group heading={t("recent")}>
					{opened.map((row) => (
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
			{role === "admin" && <PaletteSettings onGo={go} />}
		</>
	);
}

const pages = [
	{ page: "customers", icon: Users },
	{ page: "templates", icon: FileText },
	{ page: "scheduled", icon: CalendarClock },
] as const;
const adminPages = [
	{ page: "chatbots", icon: Bot },
	{ page: "automations", icon: Zap },
] as const;

/** What an address of ours answers; null until it has, and without one. What it would show stands elsewhere too: a failure is not worth a word. */
function useFetched<T>(address: string | null): T | null {
	const [answer, setAnswer] = useState<T | null>(null);
	useEffect(() => {
		if (address === null) return;
		const abort = new AbortController();
		fetch(address, { cache: "no-store", signal: abort.signal })
			.then(async (response) => response.ok && setAnswer(await response.json()))
			.catch(() => {});
		return () => abort.abort();
	}, [address]);
	return answer;
}
