"use client";

import { RotateCcw, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { Behaviour, Cursor } from "@/db/schema";
import { talk } from "@/lib/chatbots/actions";
import { cn } from "@/lib/utils";

type Line = { by: "customer" | "us" | "did"; text: string };

/** Talks to a chatbot as it stands in the form. No customer, nothing sent, nothing kept. */
export function BotConsole({ id, behaviour }: { id: number | null; behaviour: Behaviour }) {
	const t = useTranslations("chatbots");
	const failed = useTranslations("common")("actionFailed");
	const [lines, setLines] = useState<Line[]>([]);
	const [cursor, setCursor] = useState<Cursor | null>(null);
	const [wait, setWait] = useState<number | null>(null);
	const [text, setText] = useState("");
	const [pending, start] = useTransition();

	function turn(before: Line[]) {
		setLines(before);
		start(async () => {
			const said = before.flatMap(({ by, text }) => (by === "did" ? [] : [{ by, text }])).slice(-100);
			const answer = await answered(talk({ id, behaviour, said, cursor, resumes: cursor !== null }));
			if (!answer?.ok) return setLines([...before, { by: "did", text: answer ? (Object.values(answer.fields ?? {})[0]?.[0] ?? answer.error) : failed }]);
			const { actions, failure } = answer.data;
			const done = actions.map(
				(action): Line =>
					action.type === "say"
						? { by: "us", text: action.text }
						: { by: "did", text: `${t(`steps.${action.type}`)}${action.type === "collect" ? ` · ${action.field}: ${action.value}` : ""}` },
			);
			const minutes = answer.data.minutes;
			const ends: Line[] = [
				...(failure ? [{ by: "did" as const, text: failure }] : []),
				...(minutes === null ? [] : [{ by: "did" as const, text: t("waits", { minutes }) }]),
				...(answer.data.cursor === null && !failure ? [{ by: "did" as const, text: t("over") }] : []),
			];
			setLines([...before, ...done, ...ends]);
			setCursor(answer.data.cursor);
			setWait(minutes);
		});
	}
	function submit(event: FormEvent) {
		event.preventDefault();
		if (!text.trim() || pending) return;
		setText("");
		turn([...lines, { by: "customer", text: text.trim() }]);
	}
	function restart() {
		setLines([]);
		setCursor(null);
		setWait(null);
	}
	return (
		<section aria-labelledby="console" className="flex h-[min(70dvh,560px)] min-w-0 flex-col rounded-xl border bg-card xl:sticky xl:top-6">
			<header className="flex items-center border-line-soft border-b px-4 py-2">
				<div className="min-w-0 flex-1">
					<h2 id="console" className="font-semibold text-sm">
						{t("console")}
					</h2>
					<p className="text-muted text-xs">{t("consoleText")}</p>
				</div>
				<IconButton label={t("restart")} onClick={restart}>
					<RotateCcw aria-hidden />
				</IconButton>
			</header>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
			<div role="log" aria-label={t("console")} tabIndex={0} className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-4 text-sm">
				{lines.map((line, index) => (
					<p
						// biome-ignore lint/suspicious/noArrayIndexKey: lines are only added
						key={index}
						className={cn(
							"max-w-[85%] whitespace-pre-wrap rounded-xl px-3 py-2 [overflow-wrap:anywhere]",
							line.by === "customer" && "self-end bg-accent-fill-strong",
							line.by === "us" && "self-start border",
							line.by === "did" && "max-w-full self-center px-0 py-0 text-center text-muted text-xs",
						)}
					>
						{line.text}
					</p>
				))}
				{lines.length === 0 && <p className="m-auto max-w-56 text-center text-muted">{t("consoleEmpty")}</p>}
			</div>
			{wait !== null && (
				<Button variant="ghost" size="sm" loading={pending} onClick={() => turn(lines)} className="mx-3 mb-1 self-start">
					{t("skipWait")}
				</Button>
			)}
			<form onSubmit={submit} className="flex gap-2 border-line-soft border-t p-3">
				<Input aria-label={t("write")} placeholder={t("write")} value={text} onChange={(event) => setText(event.target.value)} />
				<Button type="submit" size="lg" variant="solid" loading={pending} aria-label={t("say")}>
					<Send aria-hidden />
				</Button>
			</form>
		</section>
	);
}
