export const formats = ["bold", "italic", "underline", "heading", "bulletList", "orderedList", "link", "quote", "code"] as const;
export type Format = (typeof formats)[number];

/** An address that a link may lead to: http(s), mailto or tel; "example.com" means https. Null for anything else. */
export function linkAddress(typed: string): string | null {
	const text = typed.trim();
	if (/^(mailto|tel):\S+$/i.test(text)) return text;
	if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return `mailto:${text}`;
	const address = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
	if (!URL.canParse(address) || /\s/.test(text)) return null;
	const { protocol, hostname } = new URL(address);
	return /^https?:$/.test(protocol) && (hostname.includes(".") || hostname === "localhost") ? address : null;
}
