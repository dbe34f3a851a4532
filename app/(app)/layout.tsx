import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PaletteAnywhere } from "@/components/actions/palette-anywhere";
import { UnsentLetters } from "@/components/composer/unsent-letters";
import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { KeepFocus } from "@/components/shell/keep-focus";
import { OfflineBanner } from "@/components/shell/offline-banner";
import { Rail } from "@/components/shell/rail";
import { StartHost } from "@/components/start/start-host";
import { requireUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { unreadNotifications } from "@/lib/notifications/queries";
import { realtimeConfig } from "@/lib/realtime/publish";
import { themeCookie } from "@/lib/theme";

/** What everything signed in stands in. A page on a phone that needs the whole height puts `data-full-height` on an element: the bar goes. */
export default async function AppLayout({ children }: { children: ReactNode }) {
	const user = await requireUser();
	const [t, jar, unread] = await Promise.all([getTranslations("common.nav"), cookies(), unreadNotifications(user.id)]);
	return (
		<RealtimeProvider config={realtimeConfig()}>
			<a
				href="#content"
				className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus-visible:translate-y-0"
			>
				{t("skip")}
			</a>
			<div className="grid h-dvh grid-cols-1 grid-rows-[minmax(0,1fr)_auto] md:grid-cols-[56px_minmax(0,1fr)] md:grid-rows-1 max-md:has-data-full-height:[&>nav]:hidden">
				<Rail user={user} avatar={user.avatar} unread={unread} theme={jar.get(themeCookie)?.value} sandbox={Boolean(env().SANDBOX_URL)} />
				<div className="flex min-h-0 min-w-0 flex-col">
					<OfflineBanner />
					<main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-auto">
						{children}
					</main>
				</div>
			</div>
			<KeepFocus />
			<PaletteAnywhere role={user.role} />
			<StartHost userId={user.id} />
			<UnsentLetters userId={user.id} />
		</RealtimeProvider>
	);
}
