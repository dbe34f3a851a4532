import "server-only";
import { contentIdOf } from "./attach";

const picture = /(<img\b[^<>]*?\ssrc=")\/api\/attachments\/([1-9]\d{0,15})(")/gi;

/** The uploads that written HTML shows within its text. */
export function picturesIn(html: string | null): number[] {
	return [...new Set(Array.from((html ?? "").matchAll(picture), ([, , id]) => Number(id)))];
}

/** The same HTML with those pictures under the name that they have inside the mail (RFC 2392). */
export function withContentIds(html: string): string {
	return html.replace(picture, (_, before: string, id: string, after: string) => `${before}cid:${contentIdOf({ id: Number(id) })}${after}`);
}
