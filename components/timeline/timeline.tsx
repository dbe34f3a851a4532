"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { FirstUnread } from "@/lib/conversations/first-unread";
import type { TimelineItem } from "@/lib/timeline/queries";
import { cn } from "@/lib/utils";
import { useChat } from "./chat-context";
import { firstOfDays } from "./days";
import { EventLine } from "./event-line";
import { KeepPlace } from "./keep-place";
import { type MailLine, mailLines } from "./mail-line";
import { itemKey } from "./merge";
import { MessageBubble } from "./message-bubble";
import { NoteBubble } from "./note-bubble";
import { PendingBubble } from "./pending-bubble";
import type { TimelineState } from "./timeline-store";
import { useTimelineScroll } from "./use-timeline-scroll";
import { WaitingBubble } from "./waiting-bubble";

type Props = { state: TimelineState; at: number | null; unread: FirstUnread | null };

/** Everything that was said and done, the newest at the bottom. */
export function Timeline({ state, at, unread }: Props) {
	const t = useTranslations("timeline");
	const { store, details } = useChat();
	const timeZone = useTimeZone();
	const { box, shown, toEnd, away, unseen, unreadAbove, moreBefore, moveOlder, toNewest, toUnread, onScroll } = useTimelineScroll(state, store, at, unread);
	const days = useMemo(() => firstOfDays(shown, timeZone), [shown, timeZone]);
	const customer = details.customer.identities.find(({ kind }) => kind === "email")?.value;
	const { subject, inbox } = details;
	const lines = useMemo(() => mailLines(shown, { subject, inbox: inbox.address, customer }), [shown, subject, inbox.address, customer]);
	return (
		<div className="relative flex min-h-0 flex-1">
			{unread && unreadAbove && (
				<Button onClick={() => void toUnread()} className="absolute inset-x-0 top-2 z-10 mx-auto w-fit rounded-full shadow-float">
					<ArrowUp aria-hidden />
					{t("toUnread", { count: unread.count })}
				</Button>
			)}
			<KeepPlace
				ref={box}
				follow={toEnd}
				label={t("label")}
				onScroll={onScroll}
				className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain"
			>
				{/* One child: the box runs from its bottom up, its contents do not. The margin keeps a short history at the top. */}
				<div className="mx-auto mb-auto w-full max-w-5xl px-3 pt-5 pb-2 @lg:px-6">
					{moreBefore && <Older state={state.older} onLoad={moveOlder} />}
					<ol className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
						{shown.map((item) => (
							<li
								key={itemKey(item)}
								data-item={item.id}
								className={cn("group/item grid grid-cols-[minmax(0,1fr)] gap-3.5", item.id === at && "animate-found rounded-lg")}
							>
								{days.has(item.id) && <Day at={item.at} />}
								{item.id === unread?.id && <Unread count={unread.count} />}
								<Item item={item} line={lines.get(item.id)} deleted={state.deleted.has(item.id)} />
							</li>
						))}
						{toEnd &&
							state.waiting.map((item) => (
								<li key={item.clientKey} data-item={item.clientKey}>
									<WaitingBubble item={item} />
								</li>
							))}
						{toEnd &&
							state.pending.map((item) => (
								<li key={item.clientKey} data-item={item.clientKey}>
									<PendingBubble item={item} />
								</li>
							))}
					</ol>
					{state.newer !== "none" && <Newer state={state.newer} onLoad={() => void store.loadNewer()} />}
				</div>
			</KeepPlace>
			{away && (
				<Button onClick={() => void toNewest()} className="absolute inset-x-0 bottom-2 mx-auto w-fit rounded-full shadow-float">
					<ArrowDown aria-hidden />
					{unseen > 0 ? t("newItems", { count: unseen }) : t("toNewest")}
				</Button>
			)}
		</div>
	);
}

function Item({ item, line, deleted }: { item: TimelineItem; line: MailLine | undefined; deleted: boolean }) {
	if (item.kind === "event") return <EventLine event={item} />;
	return item.kind === "note" ? <NoteBubble note={item} deleted={deleted} /> : <MessageBubble message={item} line={line} />;
}

function Day({ at }: { at: string }) {
	const format = useFormat();
	return <h2 className="justify-self-center font-medium text-faint text-xs first-letter:uppercase">{format.day(at)}</h2>;
}

/** From here on it was new when the conversation was opened. */
function Unread({ count }: { count: number }) {
	const t = useTranslations("timeline");
	return (
		<h2
			data-unread=""
			className="flex items-center gap-3 font-semibold text-accent-text text-xs before:h-px before:flex-1 before:bg-accent-line after:h-px after:flex-1 after:bg-accent-line"
		>
			{t("unread", { count })}
		</h2>
	);
}

/** Loads by itself as well. */
function Newer({ state, onLoad }: { state: TimelineState["newer"]; onLoad: () => void }) {
	const t = useTranslations("timeline");
	return (
		<div className="mt-3.5 flex items-center justify-center gap-2 text-muted text-xs">
			{state === "failed" && <span role="alert">{t("loadFailed")}</span>}
			<Button variant="ghost" size="sm" loading={state === "loading"} onClick={onLoad} className="text-muted">
				{t("loadNewer")}
			</Button>
		</div>
	);
}

/** Loads by itself when it comes near; by hand for who does not scroll, and when it failed. */
function Older({ state, onLoad }: { state: TimelineState["older"]; onLoad: () => void }) {
	const t = useTranslations("timeline");
	const loading = state === "loading";
	return (
		<div className="mb-3.5 flex h-8 items-center justify-center gap-2 text-muted text-xs">
			{state === "failed" && <span role="alert">{t("loadFailed")}</span>}
			{loading && <Spinner />}
			<Button variant="ghost" size="sm" aria-disabled={loading || undefined} onClick={onLoad} className="text-muted">
				{t(loading ? "loadingOlder" : "loadOlder")}
			</Button>
		</div>
	);
}
