import "server-only";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { controlApi } from "./control";
import { createCourier } from "./courier";
import { downloads } from "./downloads";
import { createFaults, failure } from "./faults";
import { json, Refusal, type Reply, type Request, readRequest, writeReply } from "./http";
import { openJournal } from "./journal";
import { defaultDelays, type SandboxOptions } from "./options";
import { createProgress } from "./progress";
import { createRateLimit } from "./rate-limit";
import { resendApi } from "./resend";
import type { Sandbox } from "./sandbox";
import { createTimers } from "./timers";
import { twilioApi } from "./twilio";

export type RunningSandbox = { port: number; url: string; close(): Promise<void> };

/** Starts the local stand-ins of Resend and Twilio on one port, and goes on where the journal left off. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
	const journal = openJournal(options.directory);
	const server = createServer();
	await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port, options.host, resolve));
	const { port } = server.address() as AddressInfo;
	const url = (options.url ?? `http://${options.host}:${port}`).replace(/\/+$/, "");
	const sandbox = assemble({ ...options, appUrl: options.appUrl.replace(/\/+$/, "") }, url, journal);
	const limited = createRateLimit(options.resendPerSecond);
	server.on("request", (incoming, response) => {
		serve(sandbox, limited, incoming, response).catch((error: unknown) => {
			if (error instanceof Refusal) return writeReply(response, error.reply);
			// A client that was killed half way is no fault of ours.
			if (!incoming.destroyed) options.onError?.(error);
			response.destroy();
		});
	});
	sandbox.courier.resume();
	sandbox.progress.resume();
	return {
		port,
		url,
		async close() {
			if (!server.listening) return;
			sandbox.timers.clear();
			sandbox.courier.close();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
			journal.close();
		},
	};
}

function assemble(options: SandboxOptions, url: string, journal: Sandbox["journal"]): Sandbox {
	const sandbox = { options, url, journal, delays: { ...defaultDelays, ...options.delays }, timers: createTimers(), faults: createFaults() } as Sandbox;
	sandbox.courier = createCourier(sandbox);
	sandbox.progress = createProgress(sandbox);
	return sandbox;
}

async function serve(sandbox: Sandbox, limited: () => boolean, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
	const request = await readRequest(incoming);
	const provider = /^\/(?:emails|domains)\b/.test(request.path) ? "resend" : request.path.startsWith("/2010-04-01/") ? "twilio" : null;
	const fault = provider && sandbox.faults.take(provider, request);
	if (fault === "timeout") return;
	if (provider && (fault === 500 || fault === 429)) return writeReply(response, failure(provider, fault));
	if (provider === "resend" && limited()) return writeReply(response, failure("resend", 429));
	const reply = await answer(sandbox, request).catch((error: unknown) => {
		if (error instanceof Refusal) return error.reply;
		sandbox.options.onError?.(error);
		return json({ message: "The stand-in failed." }, 500);
	});
	if (fault === "drop-after-accept") response.destroy();
	else writeReply(response, reply);
}

async function answer(sandbox: Sandbox, request: Request): Promise<Reply> {
	if (/^\/(?:emails|domains)(?:\/|$)/.test(request.path)) return resendApi(sandbox, request);
	if (request.path.startsWith("/2010-04-01/Accounts/")) return twilioApi(sandbox, request);
	if (request.path.startsWith("/_sandbox/")) return controlApi(sandbox, request);
	if (request.path.startsWith("/_files/")) return downloads(sandbox, request);
	return json({ message: "Not found." }, 404);
}
