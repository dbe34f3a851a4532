import "server-only";
import { createHash } from "node:crypto";
import { json, type Reply, type Request } from "./http";
import { resendError } from "./resend-errors";
import type { Sandbox } from "./sandbox";

/** GET /domains and /domains/:id. A domain is known once mail went to it or from it; all of its records are in place. */
export function domainsApi(sandbox: Sandbox, request: Request, id: string | undefined): Reply {
	if (request.method !== "GET") throw resendError(405, "method_not_allowed", "The stand-in of Resend does not know this endpoint.");
	const domains = domainsOf(sandbox).map((name) => described(name));
	if (!id) return json({ object: "list", has_more: false, data: domains.slice(0, Number(request.query.get("limit") ?? 20)) });
	const domain = domains.find((one) => one.id === id);
	if (!domain) throw resendError(404, "not_found", "Domain not found");
	return json({ object: "domain", ...domain, records: records(domain.name) });
}

function domainsOf({ journal: { state } }: Sandbox): string[] {
	const addresses = [...[...state.sent.values()].map(({ from }) => from), ...[...state.received.values()].flatMap(({ receivedFor }) => receivedFor)];
	return [...new Set(addresses.flatMap((address) => /@([\w.-]+\w)/.exec(address)?.[1]?.toLowerCase() ?? []))].sort();
}

function described(name: string) {
	const hash = createHash("sha256").update(name).digest("hex");
	const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
	return {
		id,
		name,
		status: "verified",
		created_at: "2026-01-01 09:00:00.000000+00",
		region: "eu-west-1",
		capabilities: { sending: "enabled", receiving: "enabled" },
	};
}

function records(name: string) {
	const key = createHash("sha512").update(name).digest("base64url");
	const common = { ttl: "Auto", status: "verified" };
	return [
		{ record: "SPF", name: "send", type: "MX", value: "feedback-smtp.eu-west-1.amazonses.com", priority: 10, ...common },
		{ record: "SPF", name: "send", type: "TXT", value: "v=spf1 include:amazonses.com ~all", ...common },
		{ record: "DKIM", name: "resend._domainkey", type: "TXT", value: `p=${key}`, ...common },
		{ record: "Receiving", name: "@", type: "MX", value: "inbound-smtp.eu-west-1.amazonaws.com", priority: 10, ...common },
	];
}
