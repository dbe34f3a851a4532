import "server-only";
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const version = "v1";
const ivBytes = 12;
const tagBytes = 16;

/** Seals a text with AES-256-GCM (NIST SP 800-38D) under SECRETS_KEY, or another secret, for keeping in the database. */
export function seal(text: string, secret?: string): string {
	const iv = randomBytes(ivBytes);
	const cipher = createCipheriv("aes-256-gcm", key(secret), iv);
	const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
	return `${version}.${sealed.toString("base64url")}`;
}

/** The text that was sealed. Throws when it was changed, or sealed under another key. */
export function unseal(sealed: string, secret?: string): string {
	if (!sealed.startsWith(`${version}.`)) throw new Error("not a sealed text");
	const bytes = Buffer.from(sealed.slice(version.length + 1), "base64url");
	const decipher = createDecipheriv("aes-256-gcm", key(secret), bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
	decipher.setAuthTag(bytes.subarray(-tagBytes));
	return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString("utf8");
}

function key(secret = env().SECRETS_KEY): Buffer {
	return createHash("sha256").update("sealed secrets\0").update(secret).digest();
}
