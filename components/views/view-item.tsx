"use client";

import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { ListedView } from "@/lib/views/queries";
import type { ViewActions } from "./use-view-actions";

type Props = { view: ListedView; first: boolean; last: boolean; actions: ViewActions };

export function ViewItem({ view, first, last, actions }: Props) {
	const t = useTranslations("inbox.views");
	const { name } = view;
	const [renaming, setRenaming] = useState(false);
	if (renaming) return <Rename view={view} actions={actions} onDone={() => setRenaming(false)} />;
	return (
		<li className="flex h-9 items-center gap-0.5 rounded-md pl-2 hover:bg-fill [&>button]:size-7">
			<span className="min-w-0 flex-1 truncate">{name}</span>
			<IconButton label={t("up", { name })} disabled={first} onClick={() => actions.move(view, -1)}>
				<ArrowUp aria-hidden />
			</IconButton>
			<IconButton label={t("down", { name })} disabled={last} onClick={() => actions.move(view, 1)}>
				<ArrowDown aria-hidden />
			</IconButton>
			<IconButton label={t("rename", { name })} onClick={() => setRenaming(true)}>
				<Pencil aria-hidden />
			</IconButton>
			<IconButton label={t("remove", { name })} onClick={() => void actions.remove(view)}>
				<Trash2 aria-hidden />
			</IconButton>
		</li>
	);
}

function Rename({ view, actions, onDone }: Pick<Props, "view" | "actions"> & { onDone: () => void }) {
	const t = useTranslations("inbox.views");
	const [typed, setTyped] = useState(view.name);
	const finish = async () => (typed.trim() === view.name || (await actions.rename(view, typed))) && onDone();
	const press = (event: KeyboardEvent) => {
		if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
		event.preventDefault();
		if (event.key === "Enter") void finish();
		else onDone();
	};
	return (
		<li className="py-0.5" data-renaming="">
			<Input
				autoFocus
				aria-label={t("name")}
				maxLength={60}
				value={typed}
				onChange={(event) => setTyped(event.target.value)}
				onKeyDown={press}
				className="h-8"
			/>
		</li>
	);
}
