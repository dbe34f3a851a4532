"use client";

import { CloudOff, LogIn } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useConnectionState } from "@/components/realtime/realtime-provider";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useStayWhileOffline } from "./use-stay-while-offline";

/** Says that nothing new can show just now, and keeps the page that is open. Not for a hiccup: most connections are back within a second. */
export function OfflineBanner() {
	const t = useTranslations("common.offline");
	const connection = useConnectionState();
	const lost = connection === "offline";
	const [shown, setShown] = useState(false);
	useStayWhileOffline();
	useEffect(() => {
		const timer = setTimeout(() => setShown(lost), lost ? 1000 : 0);
		return () => clearTimeout(timer);
	}, [lost]);
	if (connection === "signedOut") return <SignedOut />;
	if (!shown) return null;
	return <Banner icon={<CloudOff aria-hidden />}>{t(navigator.onLine ? "reconnecting" : "offline")}</Banner>;
}

/** It was ended elsewhere: nothing is heard or kept by the server until they are back. */
function SignedOut() {
	const t = useTranslations("common.offline");
	const [path, query] = [usePathname(), useSearchParams().toString()];
	const here = query ? `${path}?${query}` : path;
	return (
		<Banner
			icon={<LogIn aria-hidden />}
			action={
				<Button size="sm" asChild>
					{/* Not a link of the router's: it keeps pages that nobody may see any more. */}
					<a href={`/sign-in?next=${encodeURIComponent(here)}`}>{t("signIn")}</a>
				</Button>
			}
		>
			{t("signedOut")}
		</Banner>
	);
}
