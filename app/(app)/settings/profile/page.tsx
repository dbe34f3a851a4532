import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AboutForm } from "@/components/profile/about-form";
import { AvatarField } from "@/components/profile/avatar-field";
import { Card } from "@/components/profile/card";
import { ChoicesForm } from "@/components/profile/choices-form";
import { MySessions } from "@/components/profile/my-sessions";
import { PasswordForm } from "@/components/profile/password-form";
import { WritingPart } from "@/components/profile/writing-part";
import { Texts } from "@/components/shell/texts";
import { Button } from "@/components/ui/button";
import { requireUser } from "@/lib/auth/session";
import { listSessions } from "@/lib/auth/session-store";
import { choicesOf } from "@/lib/notifications/choose";
import { vapidPublicKey } from "@/lib/notifications/push";
import { profileOf } from "@/lib/users/profile";
import { writingOf } from "@/lib/users/writing";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("profile"))("title") };
}

export default async function ProfilePage() {
	const user = await requireUser();
	const [profile, writing, sessions, choices, t] = await Promise.all([
		profileOf(user.id),
		writingOf(user.id),
		listSessions(user.id),
		choicesOf(user.id),
		getTranslations("profile"),
	]);
	const timeZones = [...new Set([profile.timeZone, ...Intl.supportedValuesOf("timeZone")])].sort();
	return (
		<Texts of={["profile", "team", "composer"]}>
			<div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
				<header>
					<h1 className="font-semibold text-xl">{t("title")}</h1>
					<p className="max-w-prose text-muted">{t("text")}</p>
				</header>
				<Card title={t("about.title")}>
					<AvatarField id={profile.id} name={profile.name} src={profile.avatar} />
					<AboutForm profile={profile} timeZones={timeZones} />
				</Card>
				<Card title={t("writing.title")} text={t("writing.text")}>
					<WritingPart writing={writing} />
				</Card>
				<Card title={t("notifications.title")} text={t("notifications.text")} id="notifications">
					<ChoicesForm choices={choices} pushKey={vapidPublicKey()} />
				</Card>
				<Card title={t("password.title")} text={t("password.text")}>
					<PasswordForm email={profile.email} />
				</Card>
				<Card title={t("sessions.title")} text={t("sessions.text")}>
					<MySessions sessions={sessions} handle={user.handle} />
				</Card>
				<Card title={t("shortcuts.title")} text={t.rich("shortcuts.text", { key: (text) => <kbd className="rounded-sm border px-1 font-sans">{text}</kbd> })}>
					<Button asChild>
						<Link href="/inbox">{t("shortcuts.open")}</Link>
					</Button>
				</Card>
			</div>
		</Texts>
	);
}
