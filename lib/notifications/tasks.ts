import "server-only";
import type { Tasks } from "@/lib/jobs/run";
import { mailNotifications, mailTest } from "./mail";
import { notifyAnswered, notifyAssigned, notifyFailed, notifyMentioned, notifyNotSent, notifyUnsnoozed } from "./news";
import { pushNotification, pushTest } from "./push";

/** What the worker does when somebody is to be told of something. */
export const notificationTasks = {
	"notify.assigned": ({ eventIds }) => notifyAssigned(eventIds),
	"notify.answered": ({ messageId }) => notifyAnswered(messageId),
	"notify.mentioned": ({ noteId }) => notifyMentioned(noteId),
	"notify.failed": ({ messageId, attempt }) => notifyFailed(messageId, attempt),
	"notify.notSent": ({ outgoingId }) => notifyNotSent(outgoingId),
	"notify.unsnoozed": ({ eventId }) => notifyUnsnoozed(eventId),
	"notification.push": ({ notificationId, subscriptionId }) => pushNotification(notificationId, subscriptionId),
	"notification.mail": ({ userId, conversationId }) => mailNotifications(userId, conversationId),
	"notification.test": ({ userId, by }) => (by === "push" ? pushTest(userId) : mailTest(userId)),
} satisfies Partial<Tasks>;
