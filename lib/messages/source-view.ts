import "server-only";
import { isUtf8 } from "node:buffer";
import { type MailHeader, readHeaders } from "@/lib/mail/headers";
import { fileBeginning } from "@/lib/storage/storage";

/** Bytes. More than a person reads, and less than a browser stumbles over; who wants the rest has the file. */
const shownBytes = 256 * 1024;

/** A mail's source to look at. `size`: bytes of the whole of it, of which `text` may be the beginning alone. */
export type SourceView = { headers: MailHeader[]; text: string; size: number; whole: boolean };

/** The beginning of a raw mail, as text: up to the end of a line when there is more. */
export async function sourceView(rawKey: string): Promise<SourceView> {
	const { bytes, size } = await fileBeginning(rawKey, shownBytes);
	const whole = bytes.length === size;
	const shown = whole ? bytes : bytes.subarray(0, bytes.lastIndexOf("\n") + 1 || bytes.length);
	// 8-bit mail names its charset part by part: what is not UTF-8 is shown as the commonest of the others.
	const text = new TextDecoder(isUtf8(shown) ? "utf-8" : "windows-1252").decode(shown).replaceAll("\r\n", "\n");
	return { headers: await readHeaders(bytes), text, size, whole };
}
