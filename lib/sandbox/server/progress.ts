import "server-only";
import { fetchMedia } from "./media";
import { bareAddress } from "./parse-mail";
import type { Sandbox } from "./sandbox";
import type { MailEvent, SentMail, TextMessage, TextStatus } from "./state";
import { mailEventDelivery, statusDelivery } from "./webhooks";

export type Progress = {
	/** Takes what was just accepted, or was left on its way by an earlier run, to its end: one step after each delay. */
	mail(id: string): void;
	text(sid: string): void;
	resume(): void;
};

/** What will become of a mail, by words in its recipients, in the manner of Resend's own test addresses (bounced@resend.dev…). */
export function mailPlan(mail: SentMail): MailEvent[] {
	const names = [...mail.to, ...mail.cc, ...mail.bcc].map(bareAddress).map((address) => address.slice(0, address.lastIndexOf("@")));
	const has = (word: string) => names.some((name) => name.includes(word));
	if (has("suppress")) return ["suppressed"];
	if (has("bounce")) return ["sent", "bounced"];
	return has("complain") ? ["sent", "delivered", "complained"] : ["sent", "delivered"];
}

/** Endings of a number that make its messages fail after they were accepted: the code itself, or 0006 for a landline. */
export function failureCode(to: string): number | null {
	const code = /(30003|30004|30005|30006|30007|30008|63016)$/.exec(to)?.[1];
	if (code) return Number(code);
	return to.endsWith("0006") ? 30006 : null;
}

function textPlan(text: TextMessage): { status: TextStatus; errorCode: number | null }[] {
	const errorCode = failureCode(text.to);
	if (errorCode === 63016) return [{ status: "failed", errorCode }];
	const end = errorCode === null ? { status: "delivered" as const, errorCode } : { status: "undelivered" as const, errorCode };
	return [{ status: "sent", errorCode: null }, end];
}

export function createProgress(sandbox: Sandbox): Progress {
	const { journal, timers, delays } = sandbox;
	const wait = (first: boolean, run: () => void) => timers.later(first ? delays.sent : delays.delivered, run);

	function mail(id: string): void {
		const now = journal.state.sent.get(id);
		const next = now && after(mailPlan(now), now.lastEvent);
		if (next) wait(now.lastEvent === "queued", () => stepMail(id, next));
	}

	function stepMail(id: string, event: MailEvent): void {
		const now = journal.state.sent.get(id);
		if (!now) return;
		const delivery = mailEventDelivery(sandbox, now, event);
		journal.record({ type: "mail.event", id, event, delivery });
		sandbox.courier.take(delivery.id);
		mail(id);
	}

	function text(sid: string): void {
		const now = journal.state.texts.get(sid);
		if (!now || now.direction === "inbound" || now.status === "failed") return;
		const plan = textPlan(now);
		const next = plan[plan.findIndex((step) => step.status === now.status) + 1];
		if (next) wait(now.status === "queued", () => void stepText(sid, next).catch((error) => sandbox.options.onError?.(error)));
	}

	async function stepText(sid: string, planned: { status: TextStatus; errorCode: number | null }): Promise<void> {
		const step = planned.status === "sent" && !(await fetchMedia(sandbox, sid)) ? { status: "failed" as const, errorCode: 11200 } : planned;
		const now = journal.state.texts.get(sid);
		if (!now) return;
		const delivery = statusDelivery(sandbox, now, step.status, step.errorCode);
		journal.record({ type: "text.status", sid, status: step.status, errorCode: step.errorCode, at: new Date().toISOString(), delivery });
		if (delivery) sandbox.courier.take(delivery.id);
		text(sid);
	}

	return {
		mail,
		text,
		resume() {
			for (const id of journal.state.sent.keys()) mail(id);
			for (const sid of journal.state.texts.keys()) text(sid);
		},
	};
}

/** The step that follows; the first one when none was taken yet. */
const after = (plan: MailEvent[], event: MailEvent) => plan[plan.indexOf(event) + 1];
