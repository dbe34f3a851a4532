import "server-only";
import type { MailView } from "./queries";

/**
 * A mail as a document of its own, for a sandboxed frame: no script, form, frame or plug-in can run, whatever got past cleaning.
 * `images`: whether what lies on other servers may be fetched, which tells the sender that the mail was opened.
 */
export function mailDocument({ html, inline }: MailView, images: boolean): Response {
	const sources = ["data:", ...(inline.length > 0 ? ["'self'"] : []), ...(images ? ["https:"] : [])];
	const policy = [
		"default-src 'none'",
		"style-src 'unsafe-inline'",
		`img-src ${sources.join(" ")}`,
		"form-action 'none'",
		"base-uri 'none'",
		"frame-ancestors 'self'",
		"sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
	];
	return new Response(page(withFold(withOwnImages(html, inline))), {
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy": policy.join("; "),
			"X-Content-Type-Options": "nosniff",
			"X-Frame-Options": "SAMEORIGIN",
			"Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Cache-Control": "private, max-age=300",
		},
	});
}

// Mail is written for white paper: in a dark interface it stays there, so that dark text can be read.
const style = `:root{color-scheme:only light}html{background:#fff}
body{margin:0;padding:12px 14px;color:#1c2024;font:14px/1.5 ui-sans-serif,system-ui,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}img{max-width:100%;height:auto}a{color:#5753c6}pre{white-space:pre-wrap}blockquote{margin:8px 0 8px 4px;padding-left:12px;border-left:2px solid #d9d9e0}
summary{list-style:none;display:inline-block;margin-top:8px;padding:0 8px 4px;border:1px solid #cdced6;border-radius:6px;line-height:8px;font-weight:700;cursor:pointer}summary::before{content:"…"}`;

function page(body: string): string {
	return `<!doctype html><html lang="und"><head><meta charset="utf-8"><title>Mail</title><base target="_blank"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><style>${style}</style></head><body>${body}</body></html>`;
}

/** What intake has folded opens behind "…", which needs no script. Mail from before it did, and our own, may quote at its end as well. */
function withFold(html: string): string {
	return html.includes("<details>") ? html.replace("<details>", folded) : withFoldedQuote(html);
}

const folded = '<details><summary aria-label="…"></summary>';

/**
 * Folds only a quote that is not inside anything, in HTML that cleaning
 * has closed properly; what stands before it, and a mail that is nothing but a quote (one forwarded), stays in sight.
 */
function withFoldedQuote(html: string): string {
	const start = html.search(/<blockquote\b/i);
	const end = html.toLowerCase().lastIndexOf("</blockquote>") + "</blockquote>".length;
	if (start < 0 || end <= start || !hasText(html.slice(0, start)) || hasText(html.slice(end)) || !isBalanced(html.slice(start, end))) return html;
	return `${html.slice(0, start)}${folded}${html.slice(start, end)}</details>${html.slice(end)}`;
}

const hasText = (html: string) => html.replace(/<[^>]*>|&nbsp;|\s/g, "") !== "" || /<img\b/i.test(html);

/** As many elements end as begin, so that another element may be put around it. */
function isBalanced(html: string): boolean {
	const open: string[] = [];
	for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi)) {
		const tag = name.toLowerCase();
		if (["br", "hr", "img", "col", "wbr"].includes(tag)) continue;
		if (!slash) open.push(tag);
		else if (open.pop() !== tag) return false;
	}
	return open.length === 0;
}

/** Images by Content-ID (RFC 2392) come from this message's files; one that is not among them keeps its alternative text and loads nothing. */
function withOwnImages(html: string, inline: MailView["inline"]): string {
	const byId = new Map(inline.map((file) => [file.contentId, file.id]));
	return html.replace(/(<img\b[^<>]*?)\ssrc="cid:([^"<>]*)"/gi, (_, before: string, contentId: string) => {
		const id = byId.get(decoded(contentId));
		return id ? `${before} src="/api/attachments/${id}"` : before;
	});
}

function decoded(contentId: string): string {
	const text = contentId.replaceAll("&amp;", "&");
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
