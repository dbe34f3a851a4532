import { FileText, FlaskConical, Inbox, Settings } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SessionUser } from "@/lib/auth/session-store";
import { asTheme } from "@/lib/theme";
import { Logo } from "./logo";
import { RailLink } from "./rail-link";
import { UserMenu } from "./user-menu";

type Props = { user: SessionUser; theme: string | undefined; sandbox: boolean };

/** The way between the parts: a column on the left, a bar at the bottom of a phone. Only what exists is in it. */
export function Rail({ user, theme, sandbox }: Props) {
	const t = useTranslations("common.nav");
	return (
		<nav
			aria-label={t("label")}
			className="flex items-center justify-around border-t bg-ground pb-[env(safe-area-inset-bottom)] max-md:order-last max-md:h-[calc(56px+env(safe-area-inset-bottom))] md:flex-col md:justify-start md:gap-1 md:border-t-0 md:border-r md:py-3"
		>
			<Logo className="mb-3 max-md:hidden" />
			<RailLink href="/inbox" label={t("inbox")} icon={<Inbox aria-hidden />} />
			<RailLink href="/templates" label={t("templates")} icon={<FileText aria-hidden />} />
			{sandbox && <RailLink href="/sandbox" label={t("sandbox")} icon={<FlaskConical aria-hidden />} />}
			<span className="flex-1 max-md:hidden" />
			{user.role === "admin" && <RailLink href="/settings" label={t("settings")} icon={<Settings aria-hidden />} />}
			<UserMenu user={{ id: user.id, name: user.name, email: user.email }} theme={asTheme(theme)} />
		</nav>
	);
}
