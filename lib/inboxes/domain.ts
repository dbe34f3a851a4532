import "server-only";
import { type MailDomain, mailDomain } from "@/lib/channels/resend-domains";

/** What an inbox's provider says of its domain, asked now; or why it does not say. */
export async function domainOf(address: string): Promise<{ domain: MailDomain | null; trouble: null } | { domain: null; trouble: string }> {
	try {
		return { domain: await mailDomain(address), trouble: null };
	} catch (error) {
		return { domain: null, trouble: error instanceof Error ? error.message.slice(0, 300) : String(error) };
	}
}
