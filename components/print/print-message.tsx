import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { MailAddress } from "@/db/schema";
import { formatBytes } from "@/lib/format";
import type { HistoryMessage, HistoryNote } from "@/lib/timeline/history";

/** As text: whatever a mail's HTML holds, paper shows what it says, and its pictures. */
export function PrintMessage({ message, customer, quotes }: { message: HistoryMessage; customer: string; quotes: boolean }) {
	const t = useTranslations("print");
	const authors = useTranslations("timeline.authors");
	const format = useFormatter();
	const { direction, author, sender, address, to, cc, text, quoted } = message;
	const name = sender || (author === "customer" ? address || customer : authors(author));
	const people = (list: MailAddress[]) => list.map((person) => (person.name ? `${person.name} <${person.address}>` : person.address)).join(", ");
	return (
		<article className="mb-4 border-[var(--paper-line)] border-l-2 pl-3">
			<header className="head mb-1">
				<p>
					<strong className="font-semibold">{name}</strong>
					{address && address !== name && <span className="text-[var(--paper-muted)]"> &lt;{address}&gt;</span>}
					<span className="text-[var(--paper-muted)]">
						{" · "}
						{t(author === "customer" ? "byCustomer" : direction === "out" ? "byUs" : "byOther")}
						{" · "}
						{format.dateTime(message.at, { timeStyle: "short" })}
						{message.automatic && ` · ${t("automatic")}`}
						{message.failed && ` · ${t("failed")}`}
					</span>
				</p>
				{to.length > 0 && <Line name={t("to")}>{people(to)}</Line>}
				{cc.length > 0 && <Line name="CC">{people(cc)}</Line>}
				{message.subject && <Line name={t("subject")}>{message.subject}</Line>}
			</header>
			<p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text || (message.files.length > 0 ? "" : t("noText"))}</p>
			{quotes && quoted && (
				<blockquote className="mt-2 whitespace-pre-wrap border-[var(--paper-line)] border-l pl-3 text-[var(--paper-muted)] [overflow-wrap:anywhere]">
					{quoted}
				</blockquote>
			)}
			<Files files={message.files} />
		</article>
	);
}

/** Framed and named, so that nobody takes it for something that the customer has read. */
export function PrintNote({ note }: { note: HistoryNote }) {
	const t = useTranslations("print");
	const format = useFormatter();
	return (
		<article className="mb-4 rounded-md border border-[var(--paper-note-line)] border-dashed bg-[var(--paper-note)] px-3 py-2 [print-color-adjust:exact]">
			<p className="head mb-1">
				<strong className="font-semibold">{t("note")}</strong> · {note.writer} · {format.dateTime(note.at, { timeStyle: "short" })}
			</p>
			<p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{note.text}</p>
			<Files files={note.files} />
		</article>
	);
}

function Line({ name, children }: { name: string; children: string }) {
	return (
		<p className="text-[var(--paper-muted)] text-xs [overflow-wrap:anywhere]">
			{name}: {children}
		</p>
	);
}

function Files({ files }: { files: HistoryMessage["files"] }) {
	const t = useTranslations("print");
	const locale = useLocale();
	if (files.length === 0) return null;
	return (
		<div className="mt-2">
			{files
				.filter((file) => file.image)
				.map(({ id, filename }) => (
					// biome-ignore lint/performance/noImgElement: a picture of unknown size from behind the sign-in, printed once.
					<img key={id} src={`/api/attachments/${id}`} alt={filename} className="keep my-1 block max-h-80 max-w-full" />
				))}
			<p className="text-[var(--paper-muted)] text-xs [overflow-wrap:anywhere]">
				{t("files")}: {files.map(({ filename, size }) => `${filename} (${formatBytes(size, locale)})`).join(", ")}
			</p>
		</div>
	);
}
