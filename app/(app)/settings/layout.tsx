import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { requireUser } from "@/lib/auth/session";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
	const [user, t] = [await requireUser(), await getTranslations("settings")];
	return (
		<div className="flex h-full min-h-0 max-lg:flex-col">
			<SettingsNav role={user.role} />
			<section
				aria-label={t("label")}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a page without a control (the audit log) scrolls by keyboard too
				tabIndex={0}
				className="relative min-h-0 min-w-0 flex-1 overflow-auto -outline-offset-2"
			>
				{children}
			</section>
		</div>
	);
}
