import "server-only";
import { createHmac } from "node:crypto";
import { json, Refusal, type Reply, type Request, sameSecret } from "./http";
import type { Sandbox } from "./sandbox";

const hour = 3_600_000;

/** A download address that needs no credentials and soon stops working, like the storage links that both providers hand out. */
export function signedLink(sandbox: Sandbox, path: string): { url: string; expiresAt: string } {
	const expires = Date.now() + (sandbox.options.linkLifetime ?? hour);
	return { url: `${sandbox.url}/_files/${path}?expires=${expires}&signature=${signature(sandbox, path, expires)}`, expiresAt: new Date(expires).toISOString() };
}

/** The path inside a signed address. Throws a 403 on a wrong signature or a late request. */
export function checkedPath(sandbox: Sandbox, request: Request): string {
	const path = request.path.slice("/_files/".length);
	const expires = Number(request.query.get("expires"));
	const right = sameSecret(request.query.get("signature") ?? "", signature(sandbox, path, expires));
	if (!right || !(expires > Date.now())) throw new Refusal(json({ message: right ? "Request has expired" : "Access denied" }, 403));
	return path;
}

export const file = (bytes: Buffer, contentType: string): Reply => ({
	status: 200,
	bytes,
	headers: { "content-type": contentType, "x-content-type-options": "nosniff" },
});

const signature = (sandbox: Sandbox, path: string, expires: number) =>
	createHmac("sha256", sandbox.options.resendKey).update(`${path}\n${expires}`).digest("hex");
