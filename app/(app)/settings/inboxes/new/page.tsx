import { Mail, MessageCircle, Send, Smartphone } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { InboxEditor } from "@/components/inboxes/inbox-editor";
import { inboxKinds } from "@/components/inboxes/kinds";
import { BackLink } from "@/components/ui/back-link";
import { requireAdmin } from "@/lib/auth/session";

const icons = { mailbox: Mail, resend: Send, sms: Smartphone, whatsapp: MessageCircle } as const;

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("inboxes"))("new") };
}

type Props = { searchParams: Promise<{ kind?: string | string[] }> };

/** First what is to be connected, then how. */
export default async function NewInboxPage({ searchParams }: Props) {
	await requireAdmin();
	const [{ kind: asked }, t] = await Promise.all([searchParams, getTranslations("inboxes")]);
	const kind = inboxKinds.find((known) => known === asked);
	if (kind) return <InboxEditor kind={kind} inbox={null} />;
	return (
		<div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
			<header>
				<BackLink href="/settings/inboxes">{t("back")}</BackLink>
				<h1 className="font-semibold text-xl">{t("kinds.title")}</h1>
			</header>
			<ul className="grid gap-3 sm:grid-cols-2">
				{inboxKinds.map((name) => {
					const Icon = icons[name];
					return (
						<li key={name}>
							<Link href={`/settings/inboxes/new?kind=${name}`} className="flex h-full gap-3 rounded-xl border bg-card p-4 transition-colors hover:bg-fill">
								<Icon aria-hidden className="mt-0.5 size-5 shrink-0 stroke-[1.75] text-mark" />
								<span>
									<span className="block font-medium">{t(`kinds.${name}`)}</span>
									<span className="text-muted text-sm">{t(`kinds.${name}Text`)}</span>
								</span>
							</Link>
						</li>
					);
				})}
			</ul>
		</div>
	);
}
