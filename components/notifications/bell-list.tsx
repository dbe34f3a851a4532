"use client";

import { BellRing, CheckCheck, Settings2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { readNotifications } from "@/lib/notifications/actions";
import type { ListedNotification, Unread } from "@/lib/notifications/queries";
import { NotificationLine } from "./notification-line";

const pageSize = 30;
/** What the server answers at once. */
const mostAtOnce = 300;

/** `unread`: another one means that something came or was read, and all that is shown is asked for again. */
export function BellList({ unread, onClose }: { unread: Unread; onClose: () => void }) {
	const t = useTranslations("notifications");
	const [items, setItems] = useState<ListedNotification[] | null>(null);
	const [more, setMore] = useState(false);
	const [failed, setFailed] = useState(false);
	const [read] = useAction(readNotifications);

	const asked = useRef(0);

	async function load(before?: number) {
		const turn = ++asked.current;
		const limit = before ? pageSize : Math.min(mostAtOnce, Math.max(pageSize, items?.length ?? 0));
		const response = await answered(fetch(`/api/notifications?limit=${limit}${before ? `&before=${before}` : ""}`));
		const page: ListedNotification[] | null = response?.ok ? await response.json() : null;
		// An answer that a newer question overtook is old.
		if (turn !== asked.current) return;
		setFailed(!page);
		if (!page) return;
		setMore(page.length === limit);
		setItems((known) => (before ? [...(known ?? []), ...page] : page));
	}
	const reload = useEffectEvent(() => load());
	// biome-ignore lint/correctness/useExhaustiveDependencies: as said above
	useEffect(() => void reload(), [unread]);

	return (
		<>
			<header className="sticky top-0 z-10 flex items-center gap-1 border-line-soft border-b bg-card py-2 pr-2 pl-4">
				<h2 className="flex-1 font-semibold">{t("label")}</h2>
				<IconButton label={t("readAll")} disabled={unread.count === 0} onClick={() => read({})}>
					<CheckCheck aria-hidden />
				</IconButton>
				<Link
					href="/settings/profile#notifications"
					aria-label={t("settings")}
					title={t("settings")}
					onClick={onClose}
					className="grid size-8 place-items-center rounded-md text-muted hover:bg-fill hover:text-text"
				>
					<Settings2 aria-hidden className="size-4 stroke-[1.75]" />
				</Link>
			</header>
			{failed && (
				<p role="alert" className="px-4 py-3 text-danger-text text-sm">
					{t("failedToLoad")}
				</p>
			)}
			{items === null && !failed && <Loading />}
			{items?.length === 0 && (
				<EmptyState icon={<BellRing />} title={t("empty")}>
					{t("emptyText")}
				</EmptyState>
			)}
			<ul className="divide-y divide-line-soft">
				{items?.map((item) => (
					<li key={item.id}>
						<NotificationLine
							item={item}
							onOpen={() => {
								if (!item.read) read({ notificationId: item.id });
								onClose();
							}}
						/>
					</li>
				))}
			</ul>
			{more && (
				<Button variant="ghost" size="sm" onClick={() => void load(items?.at(-1)?.id)} className="mx-auto my-2 flex">
					{t("older")}
				</Button>
			)}
		</>
	);
}

function Loading() {
	return (
		<div aria-busy className="grid gap-4 p-4">
			{[0, 1, 2].map((line) => (
				<div key={line} className="flex gap-3">
					<Skeleton className="size-[30px] rounded-full" />
					<div className="grid flex-1 gap-2">
						<Skeleton className="h-3.5 w-3/4" />
						<Skeleton className="h-3 w-1/2" />
					</div>
				</div>
			))}
		</div>
	);
}
