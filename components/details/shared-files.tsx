"use client";

import { FileText, ImageIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useReconnect } from "@/components/realtime/realtime-provider";
import { useFormat } from "@/components/shell/use-format";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import type { SharedFiles as Page, SharedFile } from "@/lib/conversations/shared-files";
import { Section } from "./section";

type Loaded = Page & { failed: boolean };

type Props = { conversationId: number; newest: number /** As they were when the page was made. */; first: Page };

/** The files that went to and fro, newest first. Asked for again when `newest` says that more was written. */
export function SharedFiles({ conversationId, newest, first }: Props) {
	const t = useTranslations("details");
	const [{ files, older, failed }, setLoaded] = useState<Loaded>({ ...first, failed: false });
	const [loading, setLoading] = useState(false);
	const [heard, setHeard] = useState(0);
	useReconnect(() => setHeard((times) => times + 1));

	// biome-ignore lint/correctness/useExhaustiveDependencies: another message may have brought another file, and so may what was missed
	useEffect(() => {
		let current = true;
		fetchFiles(conversationId).then(
			(page) => current && setLoaded((now) => ({ ...merged(page, now), failed: false })),
			() => {},
		);
		return () => {
			current = false;
		};
	}, [conversationId, newest, heard]);

	async function more() {
		setLoading(true);
		const page = await answered(fetchFiles(conversationId, files.at(-1)?.id));
		setLoading(false);
		setLoaded((now) => (page ? { files: [...now.files, ...page.files], older: page.older, failed: false } : { ...now, failed: true }));
	}
	if (files.length === 0) return null;
	return (
		<Section title={t("files")}>
			<ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5 text-sm">
				{files.map((file) => (
					<li key={file.id}>
						<File file={file} conversationId={conversationId} />
					</li>
				))}
			</ul>
			{older && (
				<Button variant="ghost" size="sm" loading={loading} onClick={() => void more()} className="-ml-2 mt-1 text-muted">
					{t(failed ? "tryAgain" : "showMore")}
				</Button>
			)}
		</Section>
	);
}

function File({ file, conversationId }: { file: SharedFile; conversationId: number }) {
	const t = useTranslations("details");
	const format = useFormat();
	const Icon = file.contentType.startsWith("image/") ? ImageIcon : FileText;
	const address = file.skipped === null ? `/api/attachments/${file.id}` : `/inbox/${conversationId}?at=${file.messageId}`;
	return (
		<a
			href={address}
			target={file.skipped === null ? "_blank" : undefined}
			rel="noopener"
			className="-mx-2 flex min-h-7 items-center gap-2 rounded-md px-2 py-1 hover:bg-fill"
		>
			<Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
			<span className="min-w-0 flex-1 truncate">{file.filename}</span>
			<span className="shrink-0 text-faint text-xs tabular-nums">{file.skipped === null ? format.bytes(file.size) : t("notKept")}</span>
		</a>
	);
}

/** The newest page over what was paged to before. */
function merged(page: Page, now: Page): Page {
	const last = page.files.at(-1)?.id ?? 0;
	const below = now.files.filter((file) => file.id < last);
	return below.length > 0 ? { files: [...page.files, ...below], older: now.older } : page;
}

async function fetchFiles(conversationId: number, before?: number): Promise<Page> {
	const response = await fetch(`/api/conversations/${conversationId}/files${before ? `?before=${before}` : ""}`, { cache: "no-store" });
	if (!response.ok) throw new Error(`files answered ${response.status}`);
	return response.json();
}
