"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { CopyButton } from "./copy-button";
import type { InboxKind } from "./kinds";

export type GuideFacts = { appUrl: string; connected: { resend: boolean; twilio: boolean }; sandbox: boolean };

/** What to do at the provider, with the addresses to paste there. */
export function Guide({ kind, facts }: { kind: InboxKind; facts: GuideFacts }) {
	const t = useTranslations("inboxes");
	const provider = kind === "mailbox" ? null : kind === "resend" ? "resend" : "twilio";
	return (
		<section aria-label={t("guide.title")} className="grid gap-3 rounded-xl border bg-ground p-4 text-sm">
			<h2 className="font-medium">{t("guide.title")}</h2>
			{provider && facts.sandbox && <Banner className="rounded-lg border">{t("guide.sandbox")}</Banner>}
			{provider && !facts.connected[provider] && (
				<Banner tone="danger" className="rounded-lg border">
					{t("guide.notConnected", { provider: t(`providers.${provider}`) })}
				</Banner>
			)}
			<ol className="grid list-decimal gap-2 pl-5 text-muted">
				{provider === null && (["one", "two", "three"] as const).map((step) => <li key={step}>{t(`guide.mailbox.${step}`)}</li>)}
				{provider === "resend" && (
					<>
						<li>{t("guide.resend.one")}</li>
						<li>
							{t("guide.resend.two")}
							<Paste text={`${facts.appUrl}/api/webhooks/resend`} />
						</li>
						<li>{t("guide.resend.three")}</li>
					</>
				)}
				{provider === "twilio" && (
					<>
						<li>
							{t("guide.twilio.one")}
							<Paste text={`${facts.appUrl}/api/webhooks/twilio`} />
						</li>
						<li>{t("guide.twilio.two")}</li>
					</>
				)}
			</ol>
		</section>
	);
}

function Paste({ text }: { text: string }) {
	return (
		<span className="mt-1 flex items-center gap-2">
			<code className="min-w-0 flex-1 rounded-md bg-fill px-2 py-1 text-text [overflow-wrap:anywhere]">{text}</code>
			<CopyButton text={text} />
		</span>
	);
}
