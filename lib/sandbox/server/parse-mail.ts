import "server-only";
import PostalMime, { type Address } from "postal-mime";

/** The mail's parts, with attachments as bytes. Throws on what no parser could read. */
export async function parseMail(raw: Buffer) {
	const mail = await PostalMime.parse(raw);
	return { ...mail, attachments: mail.attachments.map((item) => ({ ...item, content: toBytes(item.content) })) };
}

/** `Name <address>` of every address in a header, groups opened up. */
export function addressLines(addresses: Address[] | undefined): string[] {
	return (addresses ?? []).flatMap((item) =>
		"group" in item && item.group ? addressLines(item.group) : [item.name ? `${item.name} <${item.address}>` : (item.address ?? "")],
	);
}

/** The bare address in `Name <address>`, in lower case. */
export const bareAddress = (line: string) => (/<([^<>]*)>\s*$/.exec(line)?.[1] ?? line).trim().toLowerCase();

const toBytes = (content: ArrayBuffer | Uint8Array | string) => (typeof content === "string" ? Buffer.from(content) : Buffer.from(content as Uint8Array));
