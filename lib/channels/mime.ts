import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import type { ChannelProvider, InboundEvent, RawRequest, Verdict } from "./provider";

/** A header line (RFC 5322 §2.2, names as they are in use), or the line that mbox files and some pipes put above it. */
const mailBegins = /^(?:From [^\n]+\n)?[A-Za-z][\w.-]{0,80}[ \t]*:/;

/** The door for any mail server: it posts the raw message, with its envelope recipients in `x-envelope-to`, comma separated. */
export const mime: Pick<ChannelProvider, "verify" | "parse"> = {
	async verify(request: RawRequest): Promise<Verdict> {
		if (!isSame(request.headers.authorization ?? "", `Bearer ${env().MIME_WEBHOOK_SECRET}`)) return { ok: false, status: 401, reason: "wrong secret" };
		if (!mailBegins.test(request.body.subarray(0, 2_000).toString("latin1"))) return { ok: false, status: 400, reason: "not a mail" };
		const hash = createHash("sha256").update(request.body).update("\0").update(envelopeOf(request).join(","));
		return { ok: true, externalId: hash.digest("hex") };
	},

	async parse(request: RawRequest): Promise<InboundEvent[]> {
		return [{ kind: "mail", raw: request.body, envelopeTo: envelopeOf(request) }];
	},
};

function envelopeOf(request: RawRequest): string[] {
	const addresses = (request.headers["x-envelope-to"] ?? "").split(",").map((address) => address.replace(/[<>\s]/g, "").toLowerCase());
	return addresses.filter((address) => address !== "").slice(0, 100);
}

/** Compares hashes, so that neither content nor length can be timed. */
function isSame(given: string, expected: string): boolean {
	const [a, b] = [given, expected].map((value) => createHash("sha256").update(value).digest()) as [Buffer, Buffer];
	return timingSafeEqual(a, b);
}
