import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { invitations, users } from "@/db/schema";
import { SendError } from "@/lib/channels/provider";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { translator } from "@/lib/i18n/translator";
import { sendSystemMail } from "@/lib/inboxes/system-mail";
import { writeLetter } from "@/lib/mail/letter";
import { tokenOf } from "./invitations";

/** Mails an invitation, in the language that it was made for. What keeps it from going is kept with it; throws while another try may help. */
export async function sendInvitation(invitationId: number, isLastAttempt: boolean): Promise<void> {
	const [found] = await db()
		.select({ invitation: invitations, by: users.name })
		.from(invitations)
		.leftJoin(users, eq(users.id, invitations.invitedBy))
		.where(eq(invitations.id, invitationId));
	if (!found || found.invitation.sentAt) return;
	const { email, language, expiresAt } = found.invitation;
	const t = await translator(language, "letters");
	const letter = writeLetter({
		heading: t("invitation.heading"),
		paragraphs: [found.by ? t("invitation.text", { name: found.by }) : t("invitation.textNobody")],
		button: { label: t("invitation.button"), url: `${env().APP_URL}/invitation/${tokenOf(email, expiresAt)}` },
		footer: t("invitation.footer", { email }),
	});
	try {
		const key = `invitation-${invitationId}-${expiresAt.getTime()}`;
		await sendSystemMail({ to: email, language, subject: t("invitation.subject"), ...letter, key });
		await db().update(invitations).set({ sentAt: sql`clock_timestamp()`, lastError: null }).where(eq(invitations.id, invitationId));
	} catch (error) {
		await db()
			.update(invitations)
			.set({ lastError: reason(error) })
			.where(eq(invitations.id, invitationId));
		if (mayPass(error) && !isLastAttempt) throw error;
	}
}

const reason = (error: unknown) => (error instanceof SendError ? error.code : error instanceof DomainError ? error.code : "provider");
const mayPass = (error: unknown) => !(error instanceof SendError) || error.retryable;
