import { closeDatabase } from "@/db";
import { sweepStorage, sweepUploads } from "@/lib/attachments/sweep";
import { forgetChanges } from "@/lib/conversations/changes";
import { compactReads } from "@/lib/conversations/compact-reads";
import { foldCounts } from "@/lib/conversations/fold-counts";
import { beat } from "@/lib/health/beat";
import { startMaintenance } from "@/lib/jobs/maintenance";
import { cleanJobs, startJobs } from "@/lib/jobs/run";
import { log } from "@/lib/log";
import { deliverMessage } from "@/lib/messages/deliver";
import { dispatchReply, sweepOutgoing } from "@/lib/messages/dispatch";
import { giveUpLostMessages } from "@/lib/messages/give-up";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import { giveUpLostWebhooks } from "@/lib/webhooks/give-up";
import { processWebhook } from "@/lib/webhooks/process";

// Receiving and sending share these slots; a mail's parsing is short, a provider's answer is waited for.
const concurrency = 8;

const runner = await startJobs(
	{
		"webhook.process": ({ webhookId }, { isLast }) => processWebhook(webhookId, isLast),
		"message.send": ({ messageId }, { isLast }) => deliverMessage(messageId, isLast),
		"message.dispatch": ({ outgoingId }) => dispatchReply(outgoingId),
	},
	concurrency,
);
const maintenance = startMaintenance([
	{ name: "heartbeat", everySeconds: 5, run: () => beat("worker") },
	{ name: "fold counts", everySeconds: 5, run: foldCounts },
	{ name: "search words", everySeconds: 5, run: refreshSearchWords },
	{ name: "lost webhooks", everySeconds: 60, run: giveUpLostWebhooks },
	{ name: "lost messages", everySeconds: 60, run: giveUpLostMessages },
	{ name: "unsent uploads", everySeconds: 600, run: sweepUploads },
	{ name: "unnamed files", everySeconds: 60, run: sweepStorage },
	{ name: "old changes", everySeconds: 3600, run: forgetChanges },
	{ name: "reads", everySeconds: 24 * 3600, run: compactReads },
	{ name: "waiting answers", everySeconds: 60, run: sweepOutgoing },
	{ name: "finished jobs", everySeconds: 3600, run: cleanJobs },
]);
log().info("worker ready");

async function stop() {
	maintenance.stop();
	await runner.stop();
	await closeDatabase();
	process.exit(0);
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
