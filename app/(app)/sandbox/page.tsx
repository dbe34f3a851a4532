import { FlaskConical, UserRound } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { DeliveryLog } from "@/components/sandbox/delivery-log";
import { Outbox } from "@/components/sandbox/outbox";
import { PersonaPicker } from "@/components/sandbox/persona-picker";
import { WriteForm } from "@/components/sandbox/write-form";
import { AutoRefresh } from "@/components/shell/auto-refresh";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { requireUser } from "@/lib/auth/session";
import { clientMessages } from "@/lib/i18n/translator";
import { listInboxes } from "@/lib/inboxes/queries";
import { sandboxIsOn } from "@/lib/sandbox/client";
import { sandboxView } from "@/lib/sandbox/view";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("sandbox"))("title") };
}

type Props = { searchParams: Promise<{ as?: string | string[]; name?: string | string[]; answer?: string | string[] }> };

/** Plays the customer. Who, and which mail is being answered, live in the address. */
export default async function SandboxPage({ searchParams }: Props) {
	await requireUser();
	if (!sandboxIsOn()) notFound();
	const query = await searchParams;
	const [view, inboxes, t, messages] = await Promise.all([sandboxView(query), listInboxes(), getTranslations("sandbox"), getMessages()]);
	return (
		<NextIntlClientProvider messages={{ ...clientMessages(messages), sandbox: messages.sandbox }}>
			<AutoRefresh />
			<Banner icon={<FlaskConical aria-hidden />}>{t("banner")}</Banner>
			<div className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-6 p-4 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] lg:p-6">
				<div className="grid content-start gap-6">
					<h1 className="font-semibold text-xl">{t("title")}</h1>
					<PersonaPicker typed={view.typed} persona={view.persona} personas={view.personas} />
					{view.persona && (
						<WriteForm key={`${view.persona.address} ${view.answering?.id ?? ""}`} persona={view.persona} inboxes={inboxes} answering={view.answering} />
					)}
				</div>
				<div className="grid min-w-0 content-start gap-6">
					{!view.running && <Banner tone="danger">{t("notRunning")}</Banner>}
					{view.persona ? (
						<Outbox persona={view.persona} items={view.items} />
					) : (
						<EmptyState icon={<UserRound />} title={t("nobody.title")}>
							{t("nobody.text")}
						</EmptyState>
					)}
					<DeliveryLog deliveries={view.log} />
				</div>
			</div>
		</NextIntlClientProvider>
	);
}
