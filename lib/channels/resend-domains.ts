import "server-only";
import { resendClient } from "./resend";

export const domainStates = ["pending", "verified", "failed", "not_started", "partially_verified", "partially_failed", "temporary_failure"] as const;
export type DomainState = (typeof domainStates)[number];
/** `record`: what it is for. `name`: as Resend tells it, without the domain. */
export type DnsRecord = { record: string; type: string; name: string; value: string; priority: number | null; ttl: string; status: DomainState };
export type MailDomain = { name: string; status: DomainState; records: DnsRecord[] };

const pageSize = 100;
const signal = () => AbortSignal.timeout(10_000);

/**
 * The domain of an address as Resend knows it, or the one above it, with the DNS records that it wants and how far each is. Null when Resend does not
 * know it. Throws with Resend's words, as with a key that may only send. https://resend.com/docs/api-reference/domains/get-domain
 */
export async function mailDomain(address: string): Promise<MailDomain | null> {
	const wanted = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
	const domains = answered(await resendClient().domains.list({ limit: pageSize }, { signal: signal() })).data;
	const known = domains
		.filter(({ name }) => wanted === name.toLowerCase() || wanted.endsWith(`.${name.toLowerCase()}`))
		.sort((a, b) => b.name.length - a.name.length)[0];
	if (!known) return null;
	const { name, status, records } = answered(await resendClient().domains.get(known.id, { signal: signal() }));
	return {
		name,
		status,
		records: records.map((record) => ({
			record: record.record,
			type: record.type,
			name: record.name,
			value: record.value,
			priority: "priority" in record ? (record.priority ?? null) : null,
			ttl: record.ttl,
			status: record.status,
		})),
	};
}

function answered<T>({ data, error }: { data: T | null; error: { message: string } | null }): T {
	if (!data) throw new Error(error?.message ?? "Resend did not answer");
	return data;
}
