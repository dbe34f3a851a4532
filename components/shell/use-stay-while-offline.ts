"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useToast } from "@/components/ui/use-toast";
import { connectionState } from "@/lib/realtime/connection-state";
import { isAnswered } from "./is-answered";

/** A link that cannot be followed now leaves everything as it is: the router would leave the page for the browser's own about being offline. */
export function useStayWhileOffline(): void {
	const t = useTranslations("common.offline");
	const router = useRouter();
	const toast = useToast();
	useEffect(() => {
		const follow = async (event: MouseEvent) => {
			if (navigator.onLine && connectionState() !== "offline") return;
			const address = addressHere(event);
			if (!address) return;
			event.preventDefault();
			// What is lost may be the live connection alone.
			if (await isAnswered()) router.push(address);
			else toast(t("stays"), { failed: true, id: "offline" });
		};
		// Before the links hear of it.
		document.addEventListener("click", follow, { capture: true });
		return () => document.removeEventListener("click", follow, { capture: true });
	}, [router, toast, t]);
}

/** The page of ours that a click leads to in this tab. */
function addressHere({ target, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): string | null {
	if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return null;
	const link = target instanceof Element ? target.closest("a") : null;
	if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download")) return null;
	return link.pathname === location.pathname && link.search === location.search ? null : link.href.slice(location.origin.length);
}
