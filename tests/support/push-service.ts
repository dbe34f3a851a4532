import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import ece from "http_ece";

export const pushCertificate = "tests/fixtures/push/cert.pem";

export type Pushed = {
	payload: Record<string, string>;
	claims: { aud: string; exp: number; sub: string };
	key: string;
	headers: Record<string, string>;
	bytes: number;
};
type Browser = { ecdh: ECDH; auth: Buffer; pushed: Pushed[]; status: number };

/** A push service on this machine (RFC 8030), and the browsers behind it, which alone can read what is sent (RFC 8291). */
export async function startPushService() {
	const browsers = new Map<string, Browser>();
	const tls = { key: fs.readFileSync("tests/fixtures/push/key.pem"), cert: fs.readFileSync(pushCertificate) };
	const server = createServer(tls, async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const browser = browsers.get(request.url ?? "");
		if (!browser) return response.writeHead(404).end();
		if (browser.status !== 201) return response.writeHead(browser.status).end();
		browser.pushed.push(read(Buffer.concat(chunks), request.headers as Record<string, string>, browser));
		response.writeHead(201).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		/** Subscribes a browser: what it would hand over, what reaches it, and how to make its service answer otherwise. */
		subscribe() {
			const path = `/push/${randomBytes(8).toString("hex")}`;
			const browser: Browser = { ecdh: createECDH("prime256v1"), auth: randomBytes(16), pushed: [], status: 201 };
			browser.ecdh.generateKeys();
			browsers.set(path, browser);
			const keys = { p256dh: browser.ecdh.getPublicKey("base64url"), auth: browser.auth.toString("base64url") };
			return {
				subscription: { endpoint: `${origin}${path}`, keys },
				pushed: browser.pushed,
				answer: (status: number) => void Object.assign(browser, { status }),
			};
		},
		stop: () => new Promise((resolve) => server.close(resolve)),
	};
}

function read(body: Buffer, headers: Record<string, string>, { ecdh, auth }: Browser): Pushed {
	const payload = JSON.parse(ece.decrypt(body, { version: "aes128gcm", privateKey: ecdh, authSecret: auth.toString("base64url") }).toString("utf8"));
	const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? "") ?? [];
	return { payload, claims: verified(token, key), key, headers, bytes: body.length };
}

/** The claims of a token that this key signed (RFC 8292 §2); throws for any other. */
function verified(token: string, key: string): Pushed["claims"] {
	const [header = "", claims = "", signature = ""] = token.split(".");
	const point = Buffer.from(key, "base64url");
	const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
	const publicKey = createPublicKey({ key: jwk, format: "jwk" });
	const right = verify("sha256", Buffer.from(`${header}.${claims}`), { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
	if (!right) throw new Error("not signed by this key");
	return JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
}
