"use client";

import { useTranslations } from "next-intl";
import { SaveView } from "./save-view";
import { useViewActions } from "./use-view-actions";
import type { Views } from "./use-views";
import { ViewItem } from "./view-item";

/** The saved views, to be put in order, renamed and removed, and a field to save another. */
export function ViewsEditor({ views: { views, reload } }: { views: Views }) {
	const t = useTranslations("inbox.views");
	const actions = useViewActions(views, reload);
	return (
		<div className="grid gap-1 p-1.5">
			{views.length === 0 ? (
				<p className="px-2 pt-1.5 text-muted text-sm">{t("none")}</p>
			) : (
				<ul aria-label={t("label")}>
					{views.map((view, index) => (
						<ViewItem key={view.id} view={view} first={index === 0} last={index === views.length - 1} actions={actions} />
					))}
				</ul>
			)}
			<SaveView views={views} onSave={actions.save} />
		</div>
	);
}
