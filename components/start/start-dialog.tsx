"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { SavedDraft } from "@/components/composer/draft-sync";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Recipient } from "@/lib/customers/create";
import type { StartOptions } from "@/lib/messages/start-options";
import { fetchNewDraft, fetchStartOptions } from "./recipients-api";
import { savedStart } from "./start-draft";
import { StartForm } from "./start-form";
import { useWaitingStarts, type WaitingStart } from "./use-waiting-starts";

/** `to`: the customer from whose record it was opened. */
type Props = { userId: number; to?: Recipient | null; open: boolean; onOpenChange: (open: boolean) => void };

/** To begin a conversation. Heavy: load it when somebody wants to (see start-host.tsx). */
export function StartDialog({ userId, to = null, open, onOpenChange }: Props) {
	const t = useTranslations("start");
	const follow = useWaitingStarts(userId);
	return (
		<Dialog open={open} onOpenChange={onOpenChange}>
			<DialogContent
				title={t("title")}
				className="top-[max(16px,6dvh)] max-h-[min(88dvh,820px)] max-w-2xl max-sm:inset-x-0 max-sm:top-0 max-sm:h-dvh max-sm:max-h-dvh max-sm:rounded-none max-sm:border-0"
				// An open list, or the form for a new customer, takes the first Escape.
				onEscapeKeyDown={(event) =>
					event.target instanceof Element && event.target.closest("[aria-expanded=true][role=combobox], form") && event.preventDefault()
				}
				onOpenAutoFocus={(event) => {
					event.preventDefault();
					if (event.currentTarget instanceof HTMLElement) (event.currentTarget.querySelector<HTMLElement>("[role=combobox]") ?? event.currentTarget).focus();
				}}
			>
				<Loaded key={to?.id} userId={userId} to={to} onClose={() => onOpenChange(false)} onWaiting={follow} />
			</DialogContent>
		</Dialog>
	);
}

type LoadedProps = { userId: number; to: Recipient | null; onClose: () => void; onWaiting: (start: WaitingStart) => void };
type Ready = { options: StartOptions; saved: SavedDraft | null };

function Loaded({ to, ...form }: LoadedProps) {
	const t = useTranslations("start");
	const common = useTranslations("common");
	const customerId = to?.id ?? null;
	const [ready, setReady] = useState<Ready | "failed" | null>(null);
	useEffect(() => {
		if (ready !== null) return;
		const asking = new AbortController();
		Promise.all([fetchStartOptions(asking.signal), fetchNewDraft(customerId, asking.signal)]).then(
			([options, draft]) => setReady({ options, saved: savedStart(draft) }),
			() => asking.signal.aborted || setReady("failed"),
		);
		return () => asking.abort();
	}, [ready, customerId]);
	if (ready === "failed")
		return (
			<div role="alert">
				<EmptyState icon={<CircleAlert />} title={t("failed")} action={<Button onClick={() => setReady(null)}>{common("retry")}</Button>} />
			</div>
		);
	if (ready === null)
		return (
			<DialogBody aria-busy>
				<span className="sr-only">{common("loading")}</span>
				<Skeleton className="h-9 w-52" />
				<Skeleton className="h-9" />
				<Skeleton className="h-9" />
				<Skeleton className="h-9" />
				<Skeleton className="h-28" />
			</DialogBody>
		);
	return <StartForm to={to} {...ready} {...form} />;
}
