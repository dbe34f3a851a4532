import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { OutboundMessage } from "@/lib/channels/provider";

export type Asked = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage["headers"]; body: string };
type Handler = (asked: Asked, response: ServerResponse) => void;

/** A loopback server that answers like a vendor. `on` takes the next requests; `asked` is what came since the test began. */
export function vendor(configure: (url: string) => Record<string, string>) {
	const asked: Asked[] = [];
	let handler: Handler = (_asked, response) => json(response, 500, {});
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const url = new URL(request.url ?? "/", "http://vendor");
		const one = { method: request.method ?? "", path: url.pathname, query: url.searchParams, headers: request.headers, body: Buffer.concat(chunks).toString() };
		asked.push(one);
		handler(one, response);
	});
	const vendor = {
		url: "",
		asked,
		on: (next: Handler) => {
			handler = next;
		},
	};
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		vendor.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		Object.assign(process.env, configure(vendor.url));
	});
	beforeEach(() => void asked.splice(0));
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	return vendor;
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
	response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

export function outgoing(changes: Partial<OutboundMessage> = {}): OutboundMessage {
	return {
		messageId: 7,
		channel: "email",
		idempotencyKey: "7c0a5a0e-9d5c-4a4e-8f9d-1f6b0f3f9a11",
		attemptedAt: null,
		from: { name: "Support", address: "support@example.org" },
		to: [{ name: "", address: "ana@example.com" }],
		cc: [],
		bcc: [],
		replyTo: null,
		subject: "Your order",
		text: "It is on its way.",
		html: null,
		inReplyTo: null,
		references: [],
		files: [],
		mediaUrls: [],
		smtp: null,
		isTaken: async () => false,
		...changes,
	};
}
