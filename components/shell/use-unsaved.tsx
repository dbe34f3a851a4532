"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";

/** Asks before what was typed is left behind: by a link of ours in our words, by closing or loading the page in the browser's. Render what it answers. */
export function useUnsaved(unsaved: boolean): ReactNode {
	const t = useTranslations("common.unsaved");
	const router = useRouter();
	const [wanted, setWanted] = useState<string | null>(null);
	useEffect(() => {
		if (!unsaved) return;
		const ask = (event: BeforeUnloadEvent) => event.preventDefault();
		// Before the link's own handler, which would be on its way already.
		function hold(event: MouseEvent) {
			const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
			const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || link?.target === "_blank" || link?.hasAttribute("download");
			if (!link || elsewhere || link.origin !== location.origin || link.pathname === location.pathname) return;
			event.preventDefault();
			// Of several that would be left behind, one asks.
			event.stopImmediatePropagation();
			setWanted(`${link.pathname}${link.search}`);
		}
		addEventListener("beforeunload", ask);
		document.addEventListener("click", hold, true);
		return () => {
			removeEventListener("beforeunload", ask);
			document.removeEventListener("click", hold, true);
		};
	}, [unsaved]);
	return (
		<Dialog open={wanted !== null} onOpenChange={(open) => !open && setWanted(null)}>
			<DialogContent title={t("title")} description={t("text")} className="max-w-md">
				<div className="flex flex-wrap justify-end gap-2 bg-ground px-5 py-3">
					<Button onClick={() => setWanted(null)}>{t("stay")}</Button>
					<Button variant="danger" onClick={() => wanted && router.push(wanted)}>
						{t("leave")}
					</Button>
				</div>
			</DialogContent>
		</Dialog>
	);
}
