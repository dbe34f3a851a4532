"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Tabs from "radix-ui/tabs";
import { useEffect, useState } from "react";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { tabClasses } from "@/components/ui/tabs";
import type { SourceView } from "@/lib/messages/source-view";
import { fetchSource } from "./timeline-api";

type Props = { messageId: number; onClose: () => void };

const panel = "min-h-0 flex-1 overflow-auto px-5 py-4 focus-visible:-outline-offset-2";

/** A mail as it came: its headers, and its source as plain text, to read, copy or keep. */
export function SourceDialog({ messageId, onClose }: Props) {
	const t = useTranslations("timeline.sourceDialog");
	const { bytes } = useFormat();
	const { source, retry } = useSource(messageId);
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title")} className="h-[min(76dvh,720px)] max-w-3xl">
				<Tabs.Root defaultValue="headers" className="flex min-h-0 flex-1 flex-col">
					<Tabs.List aria-label={t("title")} className="flex gap-5 border-b px-5 pt-1">
						{(["headers", "source"] as const).map((name) => (
							<Tabs.Trigger key={name} value={name} className={tabClasses}>
								{t(name)}
							</Tabs.Trigger>
						))}
					</Tabs.List>
					<Tabs.Content value="headers" className={panel}>
						{source ? <Headers source={source} /> : <Waiting failed={source === undefined} onRetry={retry} />}
					</Tabs.Content>
					<Tabs.Content value="source" className={panel}>
						{source ? (
							<pre dir="ltr" className="whitespace-pre-wrap font-mono text-xs leading-[18px] [overflow-wrap:anywhere]">
								{source.text}
							</pre>
						) : (
							<Waiting failed={source === undefined} onRetry={retry} />
						)}
					</Tabs.Content>
				</Tabs.Root>
				<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line-soft border-t bg-ground px-5 py-3">
					<p className="text-muted text-xs">{source && t(source.whole ? "whole" : "beginning", { size: bytes(source.size) })}</p>
					<Button asChild>
						<a href={`/api/messages/${messageId}/source`} download>
							<Download aria-hidden />
							{t("download")}
						</a>
					</Button>
				</div>
			</DialogContent>
		</Dialog>
	);
}

function Headers({ source }: { source: SourceView }) {
	const t = useTranslations("timeline.sourceDialog");
	if (source.headers.length === 0) return <p className="text-muted">{t("noHeaders")}</p>;
	return (
		<dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[minmax(7rem,auto)_minmax(0,1fr)]">
			{source.headers.map(({ name, value }, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a header may stand there twice, and their order never changes
				<div key={at} className="contents">
					<dt className="font-medium text-muted [overflow-wrap:anywhere] max-sm:mt-1.5">{name}</dt>
					<dd className="[overflow-wrap:anywhere]">{value}</dd>
				</div>
			))}
		</dl>
	);
}

function Waiting({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
	const t = useTranslations("timeline");
	if (failed)
		return (
			<div role="alert" className="flex flex-wrap items-center gap-3">
				{t("sourceDialog.failed")}
				<Button onClick={onRetry}>{t("retry")}</Button>
			</div>
		);
	return (
		<div aria-busy className="grid gap-2.5">
			{["w-3/4", "w-1/2", "w-2/3", "w-5/6", "w-2/5", "w-3/5"].map((width) => (
				<Skeleton key={width} className={`h-4 ${width}`} />
			))}
		</div>
	);
}

/** Null while it is being fetched, undefined when that failed. */
function useSource(messageId: number): { source: SourceView | null | undefined; retry: () => void } {
	const [source, setSource] = useState<SourceView | null | undefined>(null);
	const [attempt, setAttempt] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
	useEffect(() => {
		let left = false;
		setSource(null);
		fetchSource(messageId).then(
			(found) => !left && setSource(found),
			() => !left && setSource(undefined),
		);
		return () => {
			left = true;
		};
	}, [messageId, attempt]);
	return { source, retry: () => setAttempt((count) => count + 1) };
}
