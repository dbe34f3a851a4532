import { closeDatabase } from "@/db";
import { handOver } from "@/lib/assignments/hand-over";
import { sweepStorage, sweepUploads } from "@/lib/attachments/sweep";
import { forgetRuns, resumeRuns } from "@/lib/automations/consider";
import { automationTasks } from "@/lib/automations/tasks";
import { considerUnanswered } from "@/lib/automations/unanswered";
import { forgetBotRuns, sweepRuns } from "@/lib/chatbots/sweep";
import { chatbotTasks } from "@/lib/chatbots/tasks";
import { forgetChanges } from "@/lib/conversations/changes";
import { compactReads } from "@/lib/conversations/compact-reads";
import { foldCounts } from "@/lib/conversations/fold-counts";
import { endSnoozes } from "@/lib/conversations/snooze";
import { showNumbers } from "@/lib/customers/show-numbers";
import { processSubmission } from "@/lib/forms/process";
import { sweepSubmissions } from "@/lib/forms/reprocess";
import { beat } from "@/lib/health/beat";
import { startMaintenance } from "@/lib/jobs/maintenance";
import { cleanJobs, startJobs, type Tasks } from "@/lib/jobs/run";
import { log } from "@/lib/log";
import { watchMailboxes } from "@/lib/mailboxes/watch";
import { deliverMessage } from "@/lib/messages/deliver";
import { dispatchReply, sweepOutgoing } from "@/lib/messages/dispatch";
import { giveUpLostMessages } from "@/lib/messages/give-up";
import { purgeConversation, resumePurges } from "@/lib/messages/purge";
import { readAgain } from "@/lib/messages/read-again";
import { forgetOldNotifications } from "@/lib/notifications/read";
import { notificationTasks } from "@/lib/notifications/tasks";
import { refreshNames } from "@/lib/search/refresh-names";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import { giveUpLostTranslations } from "@/lib/translation/failed";
import { translateMessage } from "@/lib/translation/message";
import { forgetPaid } from "@/lib/translation/paid";
import { sendInvitation } from "@/lib/users/send-invitation";
import { giveUpLostWebhooks } from "@/lib/webhooks/give-up";
import { processWebhook } from "@/lib/webhooks/process";

// Receiving and sending share these slots; a mail's parsing is short, a provider's answer is waited for.
const concurrency = 8;
// A model may take most of a minute: chatbots have slots of their own, so that nothing waits behind one that thinks.
const thinking = 4;

const tasks: Omit<Tasks, keyof typeof chatbotTasks> = {
	"webhook.process": ({ webhookId }, { isLast }) => processWebhook(webhookId, isLast),
	"message.send": ({ messageId }, { isLast }) => deliverMessage(messageId, isLast),
	"conversation.purge": ({ conversationId }) => purgeConversation(conversationId),
	"message.dispatch": ({ outgoingId }) => dispatchReply(outgoingId),
	"form.process": ({ submissionId }, { isLast }) => processSubmission(submissionId, isLast),
	"message.reread": ({ messageId }) => readAgain(messageId),
	"message.translate": ({ messageId }, { isLast }) => translateMessage(messageId, isLast),
	"invitation.send": ({ invitationId }, { isLast }) => sendInvitation(invitationId, isLast),
	"assignments.handOver": ({ userId, toUserId, actor }) => handOver(userId, toUserId, actor),
	"customers.showNumbers": async () => void (await showNumbers()),
	...notificationTasks,
	...automationTasks,
};
const runner = await startJobs(tasks, concurrency);
const thinkers = await startJobs(chatbotTasks, thinking);
const maintenance = startMaintenance([
	{ name: "heartbeat", everySeconds: 5, run: () => beat("worker") },
	{ name: "fold counts", everySeconds: 5, run: foldCounts },
	{ name: "search words", everySeconds: 5, run: refreshSearchWords },
	{ name: "ended snoozes", everySeconds: 5, run: endSnoozes },
	{ name: "search names", everySeconds: 5, run: refreshNames },
	{ name: "lost webhooks", everySeconds: 60, run: giveUpLostWebhooks },
	{ name: "lost submissions", everySeconds: 60, run: sweepSubmissions },
	{ name: "lost messages", everySeconds: 60, run: giveUpLostMessages },
	{ name: "lost translations", everySeconds: 60, run: giveUpLostTranslations },
	{ name: "lost deletions", everySeconds: 60, run: resumePurges },
	{ name: "old notifications", everySeconds: 24 * 3600, run: forgetOldNotifications },
	{ name: "unsent uploads", everySeconds: 600, run: sweepUploads },
	{ name: "unnamed files", everySeconds: 60, run: sweepStorage },
	{ name: "old translations", everySeconds: 24 * 3600, run: forgetPaid },
	{ name: "old changes", everySeconds: 3600, run: forgetChanges },
	{ name: "reads", everySeconds: 24 * 3600, run: compactReads },
	{ name: "unanswered conversations", everySeconds: 30, run: considerUnanswered },
	{ name: "old automation runs", everySeconds: 24 * 3600, run: forgetRuns },
	{ name: "lost automation runs", everySeconds: 60, run: resumeRuns },
	{ name: "old chatbot runs", everySeconds: 24 * 3600, run: forgetBotRuns },
	{ name: "lost chatbot runs", everySeconds: 30, run: sweepRuns },
	{ name: "waiting answers", everySeconds: 60, run: sweepOutgoing },
	{ name: "finished jobs", everySeconds: 3600, run: cleanJobs },
]);
const mailboxes = watchMailboxes();
log().info("worker ready");

async function stop() {
	maintenance.stop();
	await mailboxes.stop();
	await Promise.all([runner.stop(), thinkers.stop()]);
	await closeDatabase();
	process.exit(0);
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
