import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import twilio from "twilio";
import { afterAll, afterEach } from "vitest";
import { env } from "@/lib/env";
import type { SandboxOptions } from "@/lib/sandbox/server/options";
import { type RunningSandbox, startSandbox } from "@/lib/sandbox/server/start";

export const secrets = {
	resendKey: "re_test_key",
	resendWebhookSecret: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
	twilioSid: `AC${"0123456789abcdef".repeat(2)}`,
	twilioToken: "a token of the tests",
};

export type Hook = { path: string; url: string; headers: Record<string, string>; body: string };
/** What the application would see of webhooks. `answer` decides the status of each; 200 unless a test says otherwise. */
export type Receiver = { url: string; hooks: Hook[]; answer: (hook: Hook) => number; files: Record<string, { type: string; body: string }> };

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0).reverse()) await clean();
});
export const atEnd = (clean: () => Promise<void> | void) => void cleanups.push(clean);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function bind(handler: Handler): Promise<{ server: Server; url: string }> {
	const server = createServer(handler);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export async function listen(handler: Handler): Promise<{ server: Server; url: string }> {
	const listening = await bind(handler);
	atEnd(() => {
		listening.server.closeAllConnections();
		return new Promise<void>((resolve) => listening.server.close(() => resolve()));
	});
	return listening;
}

export async function startReceiver(): Promise<Receiver> {
	const receiver: Receiver = { url: "", hooks: [], answer: () => 200, files: {} };
	const { url } = await listen(async (request, response) => {
		const file = receiver.files[request.url ?? ""];
		if (request.method === "GET") return void response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
		const hook = { path: request.url ?? "", url: receiver.url + request.url, headers: request.headers as Record<string, string>, body: await text(request) };
		const status = receiver.answer(hook);
		if (status < 300) receiver.hooks.push(hook);
		response.writeHead(status).end();
	});
	receiver.url = url;
	return receiver;
}

export async function text(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString("utf8");
}

export function temporaryDirectory(): string {
	const directory = mkdtempSync(join(tmpdir(), "sandbox-"));
	atEnd(() => rmSync(directory, { recursive: true, force: true }));
	return directory;
}

/** A stand-in that waits for nothing, with a receiver of its webhooks. */
export async function start(options: Partial<SandboxOptions> = {}): Promise<{ sandbox: RunningSandbox; receiver: Receiver; errors: unknown[] }> {
	const receiver = await startReceiver();
	const errors: unknown[] = [];
	const sandbox = await startSandbox({
		port: 0,
		host: "127.0.0.1",
		directory: temporaryDirectory(),
		appUrl: receiver.url,
		...secrets,
		delays: { sent: 1, delivered: 1, retry: [5, 10] },
		onError: (error) => errors.push(error),
		...options,
	});
	atEnd(() => sandbox.close());
	return { sandbox, receiver, errors };
}

/** An address where nobody listens (any more). */
export async function deadAddress(): Promise<string> {
	const { server, url } = await listen(() => {});
	await new Promise((resolve) => server.close(resolve));
	return url;
}

/** A stand-in where this test file's env() says that there is one. Call it once, at the top, before anything reads env(). */
export async function startFromEnvironment(): Promise<{ sandbox: RunningSandbox; key: string }> {
	const { server, url } = await bind(() => {});
	await new Promise((resolve) => server.close(resolve));
	process.env.SANDBOX_URL = url;
	const { RESEND_API_KEY = "", RESEND_WEBHOOK_SECRET = "", TWILIO_ACCOUNT_SID = "", TWILIO_AUTH_TOKEN = "" } = env();
	const directory = mkdtempSync(join(tmpdir(), "sandbox-"));
	const sandbox = await startSandbox({
		port: Number(new URL(url).port),
		host: "127.0.0.1",
		directory,
		// Nobody takes the webhooks.
		appUrl: "http://127.0.0.1:9",
		resendKey: RESEND_API_KEY,
		resendWebhookSecret: RESEND_WEBHOOK_SECRET,
		twilioSid: TWILIO_ACCOUNT_SID,
		twilioToken: TWILIO_AUTH_TOKEN,
		delays: { retry: [60_000] },
	});
	afterAll(async () => {
		await sandbox.close();
		rmSync(directory, { recursive: true, force: true });
	});
	return { sandbox, key: RESEND_API_KEY };
}

export const resendClient = (url: string, key = secrets.resendKey) => new Resend(key, { baseUrl: url });

/** The real SDK with only protocol and host of its requests changed. */
export function twilioClient(url: string, token = secrets.twilioToken) {
	class LocalClient extends twilio.RequestClient {
		override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
			return super.request<T>({ ...options, uri: options.uri.replace("https://api.twilio.com", url) });
		}
	}
	return twilio(secrets.twilioSid, token, { httpClient: new LocalClient() });
}

export async function control<T = Record<string, unknown>>(url: string, method: string, path: string, body?: unknown): Promise<T> {
	const response = await fetch(`${url}/_sandbox/${path}`, {
		method,
		headers: { authorization: `Bearer ${secrets.twilioToken}` },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
	return (await response.json()) as T;
}

export const idempotencyKey = () => randomBytes(8).toString("hex");
