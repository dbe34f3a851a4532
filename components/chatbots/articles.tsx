"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { dropArticle, keepArticle } from "@/lib/chatbots/actions";

type Draft = { title: string; body: string };
type Article = Draft & { id: number /** By its time, what is changed here. */; seen: string };

/** What AI chatbots may know. */
export function Articles({ articles }: { articles: Article[] }) {
	const t = useTranslations("chatbots");
	const [open, setOpen] = useState<Article | "new" | null>(null);
	// What was typed in a dialog that was closed, by the article's number: it is there again when that is opened.
	const [kept, setKept] = useState<Record<number, Draft>>({});
	const question = useUnsaved(Object.keys(kept).length > 0);
	const article = open === "new" ? null : open;
	const id = article?.id ?? 0;
	function close(typed: Draft | null) {
		const { [id]: _, ...others } = kept;
		setKept(typed ? { ...others, [id]: typed } : others);
		setOpen(null);
	}
	return (
		<section aria-labelledby="articles" className="overflow-hidden rounded-xl border bg-card">
			<header className="flex items-center gap-3 border-line-soft border-b px-4 py-3">
				<div className="min-w-0 flex-1">
					<h2 id="articles" className="font-semibold text-sm">
						{t("knowledge")}
					</h2>
					<p className="text-muted text-xs">{t("knowledgeText")}</p>
				</div>
				<Button onClick={() => setOpen("new")}>{t("addArticle")}</Button>
			</header>
			{articles.length === 0 && <p className="px-4 py-6 text-center text-muted text-sm">{t("noArticles")}</p>}
			<ul className="divide-y divide-line-soft">
				{articles.map((article) => (
					<li key={article.id}>
						<button type="button" onClick={() => setOpen(article)} className="block w-full px-4 py-2.5 text-left hover:bg-fill">
							<span className="block truncate font-medium text-sm">{article.title}</span>
							<span className="block truncate text-muted text-xs">{article.body}</span>
						</button>
					</li>
				))}
			</ul>
			{question}
			{open && <ArticleDialog article={article} typed={kept[id]} onClose={close} />}
		</section>
	);
}

/** `onClose`: with what was typed and not saved. */
function ArticleDialog({ article, typed, onClose }: { article: Article | null; typed: Draft | undefined; onClose: (typed: Draft | null) => void }) {
	const t = useTranslations("chatbots");
	const tc = useTranslations("common");
	const router = useRouter();
	const saved = { title: article?.title ?? "", body: article?.body ?? "" };
	const [draft, setDraft] = useState(typed ?? saved);
	const changed = draft.title !== saved.title || draft.body !== saved.body;
	const [failure, setFailure] = useState<{ error: string; fields: Record<string, string[]> }>({ error: "", fields: {} });
	const [pending, start] = useTransition();
	const [sure, setSure] = useState(false);
	function submit(event: FormEvent) {
		event.preventDefault();
		start(async () => finish(await answered(keepArticle({ id: article?.id ?? null, ...draft, ...(article && { seen: article.seen }) }))));
	}
	function finish(answer: { ok: boolean; error?: string; fields?: Record<string, string[]> } | null) {
		// Also what somebody else has changed meanwhile is there when this is opened again.
		router.refresh();
		if (!answer?.ok) return setFailure({ error: answer?.fields ? "" : (answer?.error ?? tc("actionFailed")), fields: answer?.fields ?? {} });
		onClose(null);
	}
	return (
		<Dialog open onOpenChange={(open) => !open && onClose(changed ? draft : null)}>
			<DialogContent title={t(article ? "editArticle" : "addArticle")}>
				<DialogBody>
					<form onSubmit={submit} noValidate className="grid gap-3.5">
						<Field label={t("articleTitle")} error={failure.fields.title}>
							{(control) => <Input {...control} value={draft.title} onChange={(event) => setDraft({ ...draft, title: event.target.value })} />}
						</Field>
						<Field label={t("articleBody")} error={failure.fields.body}>
							{(control) => <Textarea {...control} rows={8} value={draft.body} onChange={(event) => setDraft({ ...draft, body: event.target.value })} />}
						</Field>
						<FormFailure>{failure.error}</FormFailure>
						<div className="flex justify-end gap-2">
							{article && (
								<Button
									size="lg"
									variant="danger-ghost"
									className="mr-auto"
									onClick={() => (sure ? start(async () => finish(await answered(dropArticle({ id: article.id })))) : setSure(true))}
								>
									{t(sure ? "removeSure" : "remove")}
								</Button>
							)}
							<Button type="submit" size="lg" variant="solid" loading={pending}>
								{t("save")}
							</Button>
						</div>
					</form>
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
