import { useTranslations } from "next-intl";
import type { Inbox } from "@/db/schema";
import type { Answering, PlayedPersona } from "@/lib/sandbox/view";
import { MailForm } from "./mail-form";
import { TextForm } from "./text-form";

type Props = { persona: PlayedPersona; inboxes: Inbox[]; answering: Answering | null };

/** A mail from an address, a text message from a number; to those of our inboxes that take it. */
export function WriteForm({ persona, inboxes, answering }: Props) {
	const t = useTranslations("sandbox.write");
	const choices = inboxes.filter(({ channel }) => (persona.kind === "email" ? channel === "email" : channel === "sms" || channel === "whatsapp"));
	const shown = choices.map(({ channel, name, address }) => ({ channel, name, address }));
	return (
		<section id="write" aria-labelledby="write-title" className="grid gap-3 rounded-xl border bg-card p-4">
			<h2 id="write-title" className="font-semibold">
				{answering ? t("answer") : persona.kind === "email" ? t("mail") : t("text")}
			</h2>
			{shown.length === 0 && <p className="text-muted text-sm">{t("noInbox")}</p>}
			{shown.length > 0 && persona.kind === "email" && <MailForm persona={persona} inboxes={shown} answering={answering} />}
			{shown.length > 0 && persona.kind === "phone" && <TextForm persona={persona} inboxes={shown} />}
		</section>
	);
}
