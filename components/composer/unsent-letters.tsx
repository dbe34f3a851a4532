"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { useReconnect } from "@/components/realtime/realtime-provider";
import { useToast } from "@/components/ui/use-toast";
import { placesLeft, storedKeys } from "./letters-left";

/** Milliseconds until the first try after a page was loaded, and between two while nobody answers. */
const pause = 4_000;
const again = 30_000;

/** Sends what was written without a connection, also where its conversation is not open any more; what sends it is loaded when there is any. */
export function UnsentLetters({ userId }: { userId: number }) {
	const t = useTranslations("composer.left");
	const router = useRouter();
	const toast = useToast();
	const told = useRef(new Set<string>());
	const busy = useRef(false);
	const look = useEffectEvent(async () => {
		if (busy.current || placesLeft(userId, storedKeys()).length === 0) return;
		busy.current = true;
		const behind = await import("./send-left").then(({ sendLeft }) => sendLeft(userId)).catch(() => []);
		busy.current = false;
		for (const { conversationId, clientKey } of behind) {
			if (told.current.has(clientKey)) continue;
			told.current.add(clientKey);
			toast(t("text"), { failed: true, action: { label: t("open"), onClick: () => router.push(`/inbox/${conversationId}`) } });
		}
	});
	useReconnect(() => void look());
	useEffect(() => {
		const listen = () => void look();
		const first = setTimeout(listen, pause);
		const timer = setInterval(listen, again);
		window.addEventListener("online", listen);
		return () => {
			clearTimeout(first);
			clearInterval(timer);
			window.removeEventListener("online", listen);
		};
	}, []);
	return null;
}
