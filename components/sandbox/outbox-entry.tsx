import { Paperclip, Reply } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";
import type { PlayedPersona } from "@/lib/sandbox/view";
import { cn } from "@/lib/utils";
import { MailFrame } from "./mail-frame";
import { MailHeaders } from "./mail-headers";

/** One mail or text, as the customer sees it. */
export function OutboxEntry({ item, persona }: { item: OutboxItem; persona: PlayedPersona }) {
	const t = useTranslations("sandbox.outbox");
	const received = item.direction === "received";
	return (
		<article data-id={item.id} data-direction={item.direction} className={cn("grid gap-3 rounded-xl border bg-card p-4", !received && "bg-ground")}>
			<Heading item={item} />
			{item.html && received ? (
				<MailFrame id={item.id} title={t("frame", { subject: item.subject || t("noSubject") })} />
			) : (
				<p className="whitespace-pre-wrap break-words">{item.text || t("noText")}</p>
			)}
			{item.files.length > 0 && (
				<ul className="flex flex-wrap gap-2">
					{item.files.map((file) => (
						<li key={file.index}>
							<Button asChild size="sm">
								<a href={`/api/sandbox/${item.id}/files/${file.index}`} download>
									<Paperclip aria-hidden />
									{file.filename}
								</a>
							</Button>
						</li>
					))}
				</ul>
			)}
			{item.channel === "email" && (
				<div className="flex flex-wrap items-start justify-between gap-2">
					<MailHeaders item={item} />
					{received && (
						<Button asChild>
							<Link href={{ pathname: "/sandbox", query: { as: persona.address, name: persona.name, answer: item.id }, hash: "write" }}>
								<Reply aria-hidden />
								{t("answer")}
							</Link>
						</Button>
					)}
				</div>
			)}
		</article>
	);
}

function Heading({ item }: { item: OutboxItem }) {
	const t = useTranslations("sandbox.outbox");
	const status = useTranslations("sandbox.status");
	const channels = useTranslations("common.channels");
	const format = useFormatter();
	const bad = ["bounced", "complained", "suppressed", "undelivered", "failed"].includes(item.status);
	return (
		<header className="grid gap-1">
			<div className="flex flex-wrap items-center gap-2 text-muted text-sm">
				<span className="min-w-0 flex-1 truncate max-sm:basis-full">
					{item.direction === "received" ? t("from", { from: item.from }) : t("toUs", { to: item.to.join(", ") })}
				</span>
				{item.channel !== "email" && <Tag>{channels(item.channel)}</Tag>}
				<Tag tone={bad ? "danger" : item.status === "delivered" ? "ok" : "neutral"}>
					{status(item.direction === "sent" ? "written" : (item.status as "sent"))}
					{item.error_code !== null && ` · ${item.error_code}`}
				</Tag>
				<time dateTime={item.at} className="text-xs">
					{format.dateTime(new Date(item.at), { dateStyle: "short", timeStyle: "medium" })}
				</time>
			</div>
			{item.channel === "email" && <h3 className="break-words font-semibold">{item.subject || t("noSubject")}</h3>}
		</header>
	);
}
