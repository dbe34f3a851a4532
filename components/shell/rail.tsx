import { Bot, CalendarClock, FileText, FlaskConical, Inbox, Search, Settings, Users, Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { Bell } from "@/components/notifications/bell";
import type { SessionUser } from "@/lib/auth/session-store";
import type { Unread } from "@/lib/notifications/queries";
import { asTheme } from "@/lib/theme";
import { Logo } from "./logo";
import { RailLink } from "./rail-link";
import { UserMenu } from "./user-menu";

type Props = { user: SessionUser; avatar: string | null; theme: string | undefined; sandbox: boolean; unread: Unread };

/** The way between the parts: a column on the left, a bar at the bottom of a phone. Only what exists is in it. */
export function Rail({ user, avatar, theme, sandbox, unread }: Props) {
	const t = useTranslations("common.nav");
	return (
		<nav
			aria-label={t("label")}
			className="flex items-center justify-around border-t bg-ground pb-[env(safe-area-inset-bottom)] max-md:order-last max-md:h-[calc(56px+env(safe-area-inset-bottom))] md:flex-col md:justify-start md:gap-1 md:border-t-0 md:border-r md:py-3"
		>
			<Logo className="mb-3 max-md:hidden" />
			<RailLink href="/inbox" label={t("inbox")} icon={<Inbox aria-hidden />} />
			<RailLink href="/customers" label={t("customers")} icon={<Users aria-hidden />} />
			<RailLink href="/search" label={t("search")} icon={<Search aria-hidden />} />
			<RailLink href="/templates" label={t("templates")} icon={<FileText aria-hidden />} />
			<span className="max-md:hidden">
				<RailLink href="/scheduled" label={t("scheduled")} icon={<CalendarClock aria-hidden />} />
			</span>
			{user.role === "admin" && <RailLink href="/chatbots" label={t("chatbots")} icon={<Bot aria-hidden />} />}
			{/* A phone's bar has no room for it: there the settings lead to it. */}
			{user.role === "admin" && (
				<span className="max-md:hidden">
					<RailLink href="/automations" label={t("automations")} icon={<Zap aria-hidden />} />
				</span>
			)}
			{sandbox && <RailLink href="/sandbox" label={t("sandbox")} icon={<FlaskConical aria-hidden />} />}
			<span className="flex-1 max-md:hidden" />
			<Bell userId={user.id} session={user.handle} unread={unread} />
			{user.role === "admin" && <RailLink href="/settings" label={t("settings")} icon={<Settings aria-hidden />} />}
			<UserMenu user={{ id: user.id, name: user.name, email: user.email, avatar }} theme={asTheme(theme)} />
		</nav>
	);
}
