"use client";

import { Bookmark, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import { order, remove, rename, save } from "@/lib/views/actions";
import type { ListedView } from "@/lib/views/queries";

export type ViewActions = ReturnType<typeof useViewActions>;

export function useViewActions(views: ListedView[], reload: () => Promise<void>) {
	const t = useTranslations("inbox.views");
	const failed = useTranslations("common")("actionFailed");
	const toast = useToast();

	/** Null when it was refused, which has been told. */
	async function run<T>(act: Promise<ActionResult<T>>): Promise<{ data: T } | null> {
		const answer = await answered(act);
		await reload();
		if (answer?.ok) return { data: answer.data };
		toast(answer?.fields?.name?.[0] ?? answer?.error ?? failed, { failed: true });
		return null;
	}
	const ids = views.map(({ id }) => id);
	/** As it was, in its old place. */
	async function restore(view: ListedView, place: number) {
		const saved = await run(save({ name: view.name, query: view.query }));
		if (saved) await run(order({ viewIds: ids.with(place, saved.data.viewId) }));
	}
	return {
		async save(name: string, query: string) {
			const saved = await run(save({ name, query }));
			if (saved) toast(t("saved", { name: name.trim() }), { icon: <Bookmark /> });
			return saved !== null;
		},
		rename: async (view: ListedView, name: string) => (await run(rename({ viewId: view.id, name }))) !== null,
		async remove(view: ListedView) {
			const place = ids.indexOf(view.id);
			if (await run(remove({ viewId: view.id }))) toast(t("removed", { name: view.name }), { icon: <Trash2 />, undo: () => void restore(view, place) });
		},
		move(view: ListedView, step: -1 | 1) {
			const from = ids.indexOf(view.id);
			const others = ids.filter((id) => id !== view.id);
			void run(order({ viewIds: others.toSpliced(from + step, 0, view.id) }));
		},
	};
}
