import { closeDatabase } from "@/db";
import { startMaintenance } from "@/lib/jobs/maintenance";
import { startJobs } from "@/lib/jobs/run";
import { log } from "@/lib/log";
import { deliverMessage } from "@/lib/messages/deliver";
import { processWebhook } from "@/lib/webhooks/process";

// Receiving and sending share these slots; a mail's parsing is short, a provider's answer is waited for.
const concurrency = 8;

const runner = await startJobs(
	{
		"webhook.process": ({ webhookId }, { isLast }) => processWebhook(webhookId, isLast),
		"message.send": ({ messageId }, { isLast }) => deliverMessage(messageId, isLast),
	},
	concurrency,
);
const maintenance = startMaintenance();
log().info("worker ready");

async function stop() {
	maintenance.stop();
	await runner.stop();
	await closeDatabase();
	process.exit(0);
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
