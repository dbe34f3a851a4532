import "server-only";
import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

type Post = { headers: Record<string, string>; body: string; timeoutMs: number; maxBytes: number };

let loopbackAllowed = false;
/** For tests, whose servers are on this machine. */
export function allowLoopback(allowed: boolean): void {
	loopbackAllowed = allowed;
}

/**
 * Posts to an address that somebody typed in, and answers what came back. Only the public internet is reached: every name is resolved, and
 * the connection goes to the very address that was checked. Redirects are not followed. Throws when anything is not as it should be.
 */
export function guardedPost(address: string, { headers, body, timeoutMs, maxBytes }: Post): Promise<{ status: number; text: string }> {
	const url = new URL(address);
	if (url.protocol !== "https:" && url.protocol !== "http:") throw new Error("only http and https");
	if (ipaddr.isValid(bare(url.hostname)) && !isPublic(bare(url.hostname))) throw new Error("not a public address");
	const { request } = url.protocol === "https:" ? https : http;
	return new Promise((resolve, reject) => {
		const sent = request(
			url,
			{
				method: "POST",
				headers: { ...headers, "content-length": Buffer.byteLength(body) },
				lookup: guardedLookup,
				signal: AbortSignal.timeout(timeoutMs),
				agent: false,
			},
			(response) => {
				const chunks: Buffer[] = [];
				let size = 0;
				response.on("data", (chunk: Buffer) => {
					size += chunk.length;
					if (size > maxBytes) response.destroy(new Error("the answer is too large"));
					else chunks.push(chunk);
				});
				response.on("error", reject);
				response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
			},
		);
		sent.on("error", reject);
		sent.end(body);
	});
}

const guardedLookup: LookupFunction = (hostname, options, callback) => {
	lookup(hostname, { ...options, all: true }, (error, addresses) => {
		if (error) return callback(error, []);
		const allowed = addresses.filter(({ address }) => isPublic(address));
		// One private address among them is reason enough: which one is used is not for us to hope.
		if (allowed.length < addresses.length || !allowed[0]) return callback(new Error("not a public address"), []);
		if (options.all) return callback(null, allowed);
		callback(null, allowed[0].address, allowed[0].family);
	});
};

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "");

/** `process` sees through IPv4 inside IPv6. */
function isPublic(address: string): boolean {
	const range = ipaddr.process(address).range();
	return range === "unicast" || (loopbackAllowed && range === "loopback");
}
