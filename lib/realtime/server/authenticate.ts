import { createHash } from "node:crypto";
import { HttpError } from "./http-error";
import type { App } from "./options";
import { type ApiRequest, decode } from "./read-request";
import { isSignature, sameText } from "./signature";

const window = 600;

/**
 * Checks who calls: key, time (± 600 s), the body's MD5 and the signature over all of it. Throws HttpError 401.
 * https://pusher.com/docs/channels/library_auth_reference/rest-api/#authentication
 */
export function authenticate(app: App, { method, path, query, body }: ApiRequest): void {
	const value = (name: string) => query.find(([key]) => key === name)?.[1] ?? "";
	if (!sameText(value("auth_key"), app.key)) throw new HttpError(401, "Unknown auth_key");
	if (value("auth_version") !== "1.0") throw new HttpError(401, "auth_version must be 1.0");
	if (!isRecent(value("auth_timestamp"))) throw new HttpError(401, `auth_timestamp must be within ${window} seconds of now`);
	if (body !== "" && !sameText(createHash("md5").update(body).digest("hex"), value("body_md5"))) throw new HttpError(401, "body_md5 does not fit the body");
	// SDKs sign the path before it is encoded for sending, and the values too.
	const signed = [path, decode(path)].some((each) => isSignature(app, `${method}\n${each}\n${signedQuery(query)}`, value("auth_signature")));
	if (!signed) throw new HttpError(401, "The signature is not valid");
}

function isRecent(timestamp: string): boolean {
	return /^\d{1,12}$/.test(timestamp) && Math.abs(Date.now() / 1_000 - Number(timestamp)) <= window;
}

function signedQuery(query: ApiRequest["query"]): string {
	const signed = query.filter(([name]) => name !== "auth_signature");
	return signed
		.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
		.map(([name, value]) => `${name}=${value}`)
		.join("&");
}
