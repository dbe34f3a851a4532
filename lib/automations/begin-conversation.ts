import "server-only";
import { eq } from "drizzle-orm";
import type { Reader, Transaction } from "@/db";
import { type Automation, type AutomationAction, type Conversation, customers, templates } from "@/db/schema";
import { writing } from "@/lib/channels/writing";
import { beginConversation } from "@/lib/conversations/begin";
import { DomainError } from "@/lib/errors";
import { startInbox } from "@/lib/inboxes/queries";
import { requireFilled } from "@/lib/messages/require-filled";
import { queueSpoken } from "@/lib/messages/speak";
import { earlierThread } from "@/lib/messages/start";
import { templateValues } from "@/lib/templates/values";
import { fillHtml, fillText } from "@/lib/templates/variables";

type Start = Extract<AutomationAction, { type: "start" }>;

/** What a template says to a customer on a channel. Throws notFound, unfilledVariables. */
export async function filledTemplate({ templateId, channel }: Start, customerId: number, reader: Reader) {
	const [template] = await reader.select().from(templates).where(eq(templates.id, templateId));
	const values = await templateValues({ customerId }, 0, reader);
	if (!template || template.archivedAt || !values) throw new DomainError("notFound");
	const { mail } = writing[channel];
	const text = fillText(template.body, values);
	const subject = fillText(template.subject || template.name, values);
	const html = mail && template.html ? fillHtml(template.html, values) : null;
	requireFilled(mail ? `${subject} ${text}` : text, html);
	return { text, html, subject: mail ? subject : null };
}

/**
 * Writes to a customer from a template: a new conversation that names the automation as its source; on a channel without subjects their thread
 * there goes on. Throws notFound, customerBlocked, unfilledVariables, channelNotConnected, customerHasNoAddress, and what its files
 * are refused for.
 */
export async function startFromTemplate(tx: Transaction, start: Start, customerId: number, automation: Automation): Promise<[Conversation, number]> {
	const actor = { type: "automation" as const, id: automation.id };
	const [customer] = await tx.select({ blockedAt: customers.blockedAt }).from(customers).where(eq(customers.id, customerId)).for("no key update");
	if (!customer) throw new DomainError("notFound");
	if (customer.blockedAt) throw new DomainError("customerBlocked");
	const { text, html, subject } = await filledTemplate(start, customerId, tx);
	const inbox = await startInbox(tx, start.channel);
	if (!inbox) throw new DomainError("channelNotConnected");
	const earlier = subject === null ? await earlierThread(tx, customerId, inbox, actor) : undefined;
	const beginning = { customerId, inbox, subject, source: "automation", sourceName: automation.name, author: "automation" } as const;
	const conversation = earlier ?? (await beginConversation(tx, beginning, actor));
	return [
		conversation,
		await queueSpoken(tx, conversation, text, { author: "automation", name: automation.name }, actor, { html, subject, template: start.templateId }),
	];
}
