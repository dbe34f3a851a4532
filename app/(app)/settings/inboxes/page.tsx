import { Inbox, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmailSyncSwitch } from "@/components/inboxes/email-sync-switch";
import { InboxList } from "@/components/inboxes/inbox-list";
import { Texts } from "@/components/shell/texts";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAdmin } from "@/lib/auth/session";
import { emailSyncOn } from "@/lib/inboxes/email-sync";
import { listInboxStates } from "@/lib/inboxes/state";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("inboxes"))("title") };
}

export default async function InboxesPage() {
	await requireAdmin();
	const [inboxes, syncs, t] = await Promise.all([listInboxStates(), emailSyncOn(), getTranslations("inboxes")]);
	return (
		<Texts of={["inboxes", "delivery"]}>
			<div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
				<header className="flex flex-wrap items-start gap-3">
					<div className="min-w-0 flex-1 basis-64">
						<h1 className="font-semibold text-xl">{t("title")}</h1>
						<p className="max-w-prose text-muted">{t("text")}</p>
					</div>
					<Button asChild variant="solid">
						<Link href="/settings/inboxes/new">
							<Plus aria-hidden />
							{t("add")}
						</Link>
					</Button>
				</header>
				<div className="divide-y overflow-hidden rounded-xl border bg-card">
					{inboxes.length > 0 ? (
						<InboxList inboxes={inboxes} now={Date.now()} />
					) : (
						<EmptyState icon={<Inbox />} title={t("empty.title")}>
							{t("empty.text")}
						</EmptyState>
					)}
					<EmailSyncSwitch on={syncs} />
				</div>
			</div>
		</Texts>
	);
}
