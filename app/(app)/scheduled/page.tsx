import { CalendarClock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ScheduledList } from "@/components/scheduled/scheduled-list";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireUser } from "@/lib/auth/session";
import { scheduledBy } from "@/lib/messages/waiting";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("scheduled"))("title") };
}

/** What the person has put off to a later time, the next first. */
export default async function ScheduledPage() {
	const user = await requireUser();
	const [items, t] = await Promise.all([scheduledBy(user.id), getTranslations("scheduled")]);
	return (
		<div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
			<header>
				<h1 className="font-semibold text-xl">{t("title")}</h1>
				<p className="text-muted">{t("description")}</p>
			</header>
			{items.length === 0 ? (
				<EmptyState
					icon={<CalendarClock />}
					title={t("none")}
					action={
						<Button asChild>
							<Link href="/inbox">{t("back")}</Link>
						</Button>
					}
					className="rounded-xl border bg-card"
				>
					{t("noneText")}
				</EmptyState>
			) : (
				<ScheduledList items={items} userId={user.id} open={t("open")} failed={t("failed")} />
			)}
		</div>
	);
}
