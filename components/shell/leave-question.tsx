"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";

/** The part of the Navigation API (https://html.spec.whatwg.org/#navigation-api) that is needed; not every browser has it. */
type Traversal = Event & { navigationType: string; destination: { key: string } };
type Navigation = EventTarget & { traverseTo(key: string): unknown };

/** Asks before a page is left on which something is not saved: by a link, by going back, or by closing it (where the browser asks). */
export function LeaveQuestion({ unsaved }: { unsaved: boolean }) {
	const t = useTranslations("common.leave");
	const router = useRouter();
	const [leave, setLeave] = useState<(() => void) | null>(null);
	useEffect(() => {
		if (!unsaved || leave) return;
		const { navigation } = window as { navigation?: Navigation };
		const click = (event: MouseEvent) => {
			const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
			const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
			if (!link || elsewhere || link.target === "_blank" || link.origin !== window.location.origin || link.getAttribute("href")?.startsWith("#")) return;
			event.preventDefault();
			event.stopPropagation();
			setLeave(() => () => router.push(link.pathname + link.search));
		};
		const back = (event: Event) => {
			const { navigationType, destination, cancelable } = event as Traversal;
			if (navigationType !== "traverse" || !cancelable) return;
			event.preventDefault();
			setLeave(() => () => navigation?.traverseTo(destination.key));
		};
		const close = (event: BeforeUnloadEvent) => event.preventDefault();
		document.addEventListener("click", click, true);
		navigation?.addEventListener("navigate", back);
		window.addEventListener("beforeunload", close);
		return () => {
			document.removeEventListener("click", click, true);
			navigation?.removeEventListener("navigate", back);
			window.removeEventListener("beforeunload", close);
		};
	}, [unsaved, leave, router]);
	if (!leave) return null;
	return (
		<Dialog open onOpenChange={() => setLeave(null)}>
			<DialogContent title={t("title")} description={t("text")} className="max-w-md">
				<DialogBody className="flex flex-wrap justify-end gap-2">
					<Button onClick={leave}>{t("leave")}</Button>
					<Button variant="solid" autoFocus onClick={() => setLeave(null)}>
						{t("stay")}
					</Button>
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
