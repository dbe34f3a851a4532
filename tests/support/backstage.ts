import fs from "node:fs";
import { createServer, type Server } from "node:http";
import os from "node:os";
import path from "node:path";
import type { Runner } from "graphile-worker";
import { afterAll, beforeAll } from "vitest";
import { GET as media } from "@/app/api/media/[id]/[name]/route";
import { handOver } from "@/lib/assignments/hand-over";
import { automationTasks } from "@/lib/automations/tasks";
import { chatbotTasks } from "@/lib/chatbots/tasks";
import { env } from "@/lib/env";
import { processSubmission } from "@/lib/forms/process";
import { startJobs, type Tasks } from "@/lib/jobs/run";
import { deliverMessage } from "@/lib/messages/deliver";
import { dispatchReply } from "@/lib/messages/dispatch";
import { purgeConversation } from "@/lib/messages/purge";
import { readAgain } from "@/lib/messages/read-again";
import { notificationTasks } from "@/lib/notifications/tasks";
import { type RunningSandbox, startSandbox } from "@/lib/sandbox/server/start";
import { translateMessage } from "@/lib/translation/message";
import { sendInvitation } from "@/lib/users/send-invitation";
import { acceptWebhook } from "@/lib/webhooks/accept";
import { processWebhook } from "@/lib/webhooks/process";

type Control = (path: string, body?: unknown) => Promise<unknown>;
export type OutboxMail = {
	id: string;
	direction: "received" | "sent";
	text: string;
	html: string | null;
	subject: string | null;
	to: string[];
	cc: string[];
	from: string;
	reply_to: string[];
	message_id: string | null;
	in_reply_to: string | null;
	references: string[];
	headers: Record<string, string>;
	status: string;
};

const port = async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (typeof address === "string" || !address) throw new Error("no port");
	return address.port;
};

/**
 * Everything behind the screen, in this process: the stand-ins of the providers, a door for their webhooks, and a worker. Only Next
 * itself is missing. Call at the top, after setupDatabase(). Without `chatbots` or `sending` those jobs wait for a worker of the test's own.
 */
export async function setupBackstage({ chatbots = true, sending = true } = {}) {
	const [sandboxPort, appPort] = [await port(), await port()];
	Object.assign(process.env, { SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`, APP_URL: `http://127.0.0.1:${appPort}` });
	const directory = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-sandbox-"));
	const running: { sandbox?: RunningSandbox; door?: Server; runner?: Runner } = {};

	beforeAll(async () => {
		const { RESEND_API_KEY = "", RESEND_WEBHOOK_SECRET = "", TWILIO_ACCOUNT_SID = "", TWILIO_AUTH_TOKEN = "", APP_URL } = env();
		running.door = openDoor(appPort);
		running.sandbox = await startSandbox({
			port: sandboxPort,
			host: "127.0.0.1",
			directory,
			appUrl: APP_URL,
			resendKey: RESEND_API_KEY,
			resendWebhookSecret: RESEND_WEBHOOK_SECRET,
			twilioSid: TWILIO_ACCOUNT_SID,
			twilioToken: TWILIO_AUTH_TOKEN,
			delays: { sent: 20, delivered: 40 },
		});
		running.runner = await startJobs(
			{
				"webhook.process": ({ webhookId }, { isLast }) => processWebhook(webhookId, isLast),
				...(sending && sendingTasks),
				"conversation.purge": ({ conversationId }) => purgeConversation(conversationId),
				"invitation.send": ({ invitationId }, { isLast }) => sendInvitation(invitationId, isLast),
				"assignments.handOver": ({ userId, toUserId, actor }) => handOver(userId, toUserId, actor),
				...notificationTasks,
				...automationTasks,
				...(chatbots && chatbotTasks),
				"message.dispatch": ({ outgoingId }) => dispatchReply(outgoingId),
				"form.process": ({ submissionId }, { isLast }) => processSubmission(submissionId, isLast),
				"message.reread": ({ messageId }) => readAgain(messageId),
				"message.translate": ({ messageId }, { isLast }) => translateMessage(messageId, isLast),
			},
			4,
		);
	});
	afterAll(async () => {
		await running.runner?.stop();
		await running.sandbox?.close();
		running.door?.closeAllConnections();
		await new Promise((resolve) => running.door?.close(resolve));
		fs.rmSync(directory, { recursive: true, force: true });
	});

	const control: Control = async (path, body) => {
		const response = await fetch(`${env().SANDBOX_URL}/_sandbox/${path}`, {
			method: body === undefined ? "GET" : "POST",
			headers: { authorization: `Bearer ${env().TWILIO_AUTH_TOKEN}`, "content-type": "application/json" },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return response.json();
	};
	/** What reached an address or number. */
	const received = async (address: string) =>
		((await control(`outbox?address=${encodeURIComponent(address)}`)) as OutboxMail[]).filter((item) => item.direction === "received");
	/** The source of a mail, as whoever received it has it. */
	const source = async (id: string) => {
		const response = await fetch(`${env().SANDBOX_URL}/_sandbox/item/${id}/raw`, { headers: { authorization: `Bearer ${env().TWILIO_AUTH_TOKEN}` } });
		return Buffer.from(await response.arrayBuffer()).toString("latin1");
	};
	return { control, received, source };
}

const sendingTasks = { "message.send": ({ messageId }, { isLast }) => deliverMessage(messageId, isLast) } satisfies Partial<Tasks>;

/** What the route handlers do, without Next around them: webhooks come in, and providers fetch what they are to send. */
function openDoor(appPort: number): Server {
	const server = createServer(async (incoming, outgoing) => {
		const [, id = "", name = ""] = /^\/api\/media\/([^/]+)\/([^?]+)/.exec(incoming.url ?? "") ?? [];
		if (id) {
			const file = await media(new Request(new URL(incoming.url ?? "", env().APP_URL)), { params: Promise.resolve({ id, name }) });
			outgoing.writeHead(file.status, Object.fromEntries(file.headers)).end(Buffer.from(await file.arrayBuffer()));
			return;
		}
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk);
		const url = new URL(incoming.url ?? "/", env().APP_URL);
		const provider = url.pathname.includes("twilio") ? "twilio" : (url.pathname.split("/").at(-1) ?? "");
		const headers = Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));
		const response = await acceptWebhook(provider, `${url.pathname}${url.search}`, new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) }));
		outgoing.writeHead(response.status).end(await response.text());
	});
	return server.listen(appPort, "127.0.0.1");
}
