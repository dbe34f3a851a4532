import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export type Request = { method: string; path: string; query: URLSearchParams; headers: Record<string, string>; body: Buffer };
export type Reply = { status: number; headers?: Record<string, string>; json?: unknown; bytes?: Buffer };

/** An answer given from deep inside a handler. */
export class Refusal extends Error {
	constructor(readonly reply: Reply) {
		super(`refused with ${reply.status}`);
	}
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({ status, json: value, headers });

const maxBody = 60 * 1024 * 1024;

/** Reads a request whole. Throws a 413 past 60 MB. */
export async function readRequest(incoming: IncomingMessage): Promise<Request> {
	const url = new URL(incoming.url ?? "/", "http://sandbox");
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > maxBody) throw new Refusal(json({ statusCode: 413, name: "payload_too_large", message: "The request is too large." }, 413));
		chunks.push(chunk);
	}
	const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));
	return { method: incoming.method ?? "GET", path: url.pathname, query: url.searchParams, headers, body: Buffer.concat(chunks) };
}

export function writeReply(response: ServerResponse, reply: Reply): void {
	const bytes = reply.bytes ?? (reply.json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(reply.json)));
	const type: Record<string, string> = reply.json === undefined ? {} : { "content-type": "application/json; charset=utf-8" };
	response.writeHead(reply.status, { ...type, ...reply.headers, "content-length": String(bytes.length) });
	response.end(bytes);
}

/** Compares in a time that tells nothing, whatever the lengths. */
export function sameSecret(given: string, right: string): boolean {
	const digest = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(digest(given), digest(right));
}

export const bearer = (request: Request) => /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;

export function basicAuth(request: Request): { user: string; password: string } | null {
	const encoded = /^Basic (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
	if (!encoded) return null;
	const [user = "", ...password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
	return { user, password: password.join(":") };
}
