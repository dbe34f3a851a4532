"use client";

import { Lock } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { channelIcons } from "@/components/conversations/icons";
import { Opening } from "@/components/conversations/opening";
import { rowFrame } from "@/components/conversations/row-frame";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { useRowIntent } from "@/components/conversations/use-row-intent";
import { useFormat } from "@/components/shell/use-format";
import { Avatar } from "@/components/ui/avatar";
import type { SearchHit } from "@/lib/search/queries";
import type { Snippet } from "@/lib/search/snippet";
import { cn } from "@/lib/utils";
import { hitAddress } from "./address";
import { piecesOf } from "./pieces";

type Props = { hit: SearchHit; text: string; now: number; onOpen: () => void };

/** Opens the conversation at this message or note. */
export function MessageResult({ hit, text, now, onOpen }: Props) {
	const t = useTranslations("search");
	const channel = useTranslations("common.channels");
	const { addressOf } = useListFilter();
	const { listTime, full } = useFormat();
	const { warm, handlers } = useRowIntent();
	const here = useSearchParams().get("at") === String(hit.messageId);
	const ChannelIcon = channelIcons[hit.channel];
	return (
		<li {...handlers}>
			<Link
				href={hitAddress(addressOf(hit.conversationId), text, hit.messageId)}
				prefetch={warm}
				data-result={hit.messageId}
				aria-current={here ? "true" : undefined}
				onClick={onOpen}
				className={cn(rowFrame, "relative isolate -outline-offset-2 hover:bg-ground", here && "bg-accent-fill hover:bg-accent-fill")}
			>
				<Opening />
				<Avatar id={hit.customerId} name={hit.customerName} src={hit.customerAvatar} badge={<ChannelIcon />} />
				<div className="min-w-0">
					<div className="flex items-baseline gap-2">
						<span className="min-w-0 flex-1 truncate font-medium">{hit.customerName}</span>
						<span className="sr-only">{channel(hit.channel)}</span>
						<time dateTime={hit.at} title={full(hit.at)} className="shrink-0 text-faint text-xs">
							{listTime(hit.at, now)}
						</time>
					</div>
					{hit.subject && <p className="truncate text-sm">{hit.subject}</p>}
					<p className="line-clamp-2 text-muted text-sm [overflow-wrap:anywhere]">
						{hit.kind === "note" && (
							<>
								<Lock aria-hidden className="mr-1 inline size-[13px] -translate-y-px stroke-[1.75]" />
								<span className="sr-only">{t("note")}: </span>
							</>
						)}
						<Highlighted snippet={hit.snippet} />
					</p>
				</div>
			</Link>
		</li>
	);
}

function Highlighted({ snippet }: { snippet: Snippet }) {
	return piecesOf(snippet).map(({ at, text, hit }) =>
		hit ? (
			<mark key={at} className="rounded-xs bg-note-fill font-medium text-note-text">
				{text}
			</mark>
		) : (
			text
		),
	);
}
