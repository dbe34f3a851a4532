import { dirname, join } from "node:path";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { startSandbox } from "@/lib/sandbox/server/start";

const { SANDBOX_URL, STORAGE_DIR, APP_URL, RESEND_API_KEY = "", RESEND_WEBHOOK_SECRET = "", TWILIO_ACCOUNT_SID = "", TWILIO_AUTH_TOKEN = "" } = env();
if (!SANDBOX_URL) {
	log().fatal("SANDBOX_URL is not set: with real credentials there is no sandbox");
	process.exit(1);
}

const sandbox = await startSandbox({
	port: Number(new URL(SANDBOX_URL).port || 80),
	host: "127.0.0.1",
	url: SANDBOX_URL,
	directory: join(dirname(STORAGE_DIR), "sandbox"),
	appUrl: APP_URL,
	resendKey: RESEND_API_KEY,
	resendWebhookSecret: RESEND_WEBHOOK_SECRET,
	twilioSid: TWILIO_ACCOUNT_SID,
	twilioToken: TWILIO_AUTH_TOKEN,
	onError: (error) => log().error({ error: error instanceof Error ? error.stack : String(error) }, "the sandbox failed"),
});
log().info({ port: sandbox.port }, "sandbox ready");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
	process.once(signal, async () => {
		await sandbox.close();
		process.exit(0);
	});
}
