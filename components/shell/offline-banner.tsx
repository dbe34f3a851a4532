"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useConnectionState } from "@/components/realtime/realtime-provider";
import { Banner } from "@/components/ui/banner";
import { useStayWhileOffline } from "./use-stay-while-offline";

/** Says that nothing new can show just now, and keeps the page that is open. Not for a hiccup: most connections are back within a second. */
export function OfflineBanner() {
	const t = useTranslations("common.offline");
	const lost = useConnectionState() === "offline";
	const [shown, setShown] = useState(false);
	useStayWhileOffline();
	useEffect(() => {
		const timer = setTimeout(() => setShown(lost), lost ? 1000 : 0);
		return () => clearTimeout(timer);
	}, [lost]);
	if (!shown) return null;
	return <Banner icon={<CloudOff aria-hidden />}>{t(navigator.onLine ? "reconnecting" : "offline")}</Banner>;
}
