"use client";

import { useParams, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { forgetHere } from "@/components/composer/kept-here";
import { useInbox } from "@/components/conversations/inbox-context";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/use-toast";
import type { WhatGoes } from "@/lib/conversations/what-goes";
import { eraseConversations, eraseMessage } from "@/lib/messages/actions";
import type { Target } from "./target";
import { inParts } from "./use-deeds";

type ConversationsProps = { targets: readonly Pick<Target, "id" | "customerName">[]; onDone?: () => void; onClose: () => void };

/** Says what goes, and wants a word typed: nothing brings it back. */
export function DeleteConversations({ targets, onDone, onClose }: ConversationsProps) {
	const t = useTranslations("actions.erase");
	const { store, me } = useInbox();
	const ids = targets.map(({ id }) => id);
	const { addressOf } = useListFilter();
	const { id: opened } = useParams<{ id?: string }>();
	const router = useRouter();
	const toast = useToast();
	const goes = useWhatGoes(ids);
	const [typed, setTyped] = useState("");
	const [wrong, setWrong] = useState(false);
	const [erase, pending] = useAction(eraseAll, () => {
		for (const id of ids) forgetHere(me.id, id);
		store.conversationChanged(...ids);
		if (ids.includes(Number(opened))) router.push(addressOf());
		toast(t("conversationsDone", { count: ids.length }));
		onDone?.();
		onClose();
	});
	const word = t("word");

	function submit(event: FormEvent) {
		event.preventDefault();
		const right = typed.trim().toLocaleLowerCase() === word;
		setWrong(!right);
		if (right) erase(ids);
	}
	return (
		<Ask title={t("conversations", { count: ids.length, name: targets[0]?.customerName ?? "" })} pending={pending} onSubmit={submit} onClose={onClose}>
			<div aria-busy={goes === null}>
				{goes === undefined && <p role="alert">{t("unknown")}</p>}
				{goes === null && <Skeleton className="h-10" />}
				{goes && <p>{t("goes", goes)}</p>}
			</div>
			<p>{t("notUnsent")}</p>
			<Field label={t("typeWord", { word })} error={wrong ? t("wrongWord", { word }) : undefined}>
				{(control) => <Input {...control} value={typed} autoComplete="off" autoCapitalize="none" onChange={(event) => setTyped(event.target.value)} />}
			</Field>
		</Ask>
	);
}

const eraseAll = (ids: number[]) => inParts(ids, (conversationIds) => eraseConversations({ conversationIds }));

type MessageProps = { messageId: number; out: boolean; waiting: boolean; onClose: () => void };

export function DeleteMessage({ messageId, out, waiting, onClose }: MessageProps) {
	const t = useTranslations("actions.erase");
	const toast = useToast();
	const [erase, pending] = useAction(eraseMessage, () => {
		toast(t("messageDone"));
		onClose();
	});
	function submit(event: FormEvent) {
		event.preventDefault();
		erase({ messageId });
	}
	return (
		<Ask title={t("message")} pending={pending} onSubmit={submit} onClose={onClose}>
			<p>{t("messageGoes")}</p>
			{out && <p>{t(waiting ? "neverSent" : "notUnsent")}</p>}
		</Ask>
	);
}

type AskProps = { title: string; pending: boolean; onSubmit: (event: FormEvent) => void; onClose: () => void; children: ReactNode };

function Ask({ title, pending, onSubmit, onClose, children }: AskProps) {
	const t = useTranslations("actions.erase");
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={title} description={t("forever")} className="max-w-md">
				<form onSubmit={onSubmit} className="flex min-h-0 flex-col">
					<DialogBody>{children}</DialogBody>
					<div className="flex justify-end gap-2 border-line-soft border-t bg-ground px-5 py-3">
						<Button onClick={onClose}>{t("cancel")}</Button>
						<Button type="submit" variant="danger" loading={pending}>
							{t("do")}
						</Button>
					</div>
				</form>
			</DialogContent>
		</Dialog>
	);
}

/** Null while it is being counted, undefined when that failed. */
function useWhatGoes(ids: readonly number[]): WhatGoes | null | undefined {
	const asked = ids.join(",");
	const [goes, setGoes] = useState<WhatGoes | null | undefined>(null);
	useEffect(() => {
		const abort = new AbortController();
		fetch(`/api/conversations/what-goes?ids=${asked}`, { cache: "no-store", signal: abort.signal })
			.then(async (response) => setGoes(response.ok ? await response.json() : undefined))
			.catch(() => !abort.signal.aborted && setGoes(undefined));
		return () => abort.abort();
	}, [asked]);
	return goes;
}
