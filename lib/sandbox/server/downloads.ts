import "server-only";
import { json, type Reply, type Request } from "./http";
import { checkedPath, file } from "./links";
import { parseMail } from "./parse-mail";
import type { Sandbox } from "./sandbox";

/** What the signed addresses lead to: raw/ID, attachment/MAIL/FILE, media/MESSAGE/MEDIA. */
export async function downloads(sandbox: Sandbox, request: Request): Promise<Reply> {
	const [kind, owner = "", id = ""] = checkedPath(sandbox, request).split("/");
	const { received, texts } = sandbox.journal.state;
	const gone = json({ message: "Not found" }, 404);
	if (kind === "media") {
		const media = texts.get(owner)?.media.find((item) => item.sid === id);
		return media?.base64 ? file(Buffer.from(media.base64, "base64"), media.contentType) : gone;
	}
	const mail = received.get(owner);
	if (!mail) return gone;
	const raw = Buffer.from(mail.raw, "base64");
	if (kind === "raw") return file(raw, "message/rfc822");
	const index = mail.files.findIndex((item) => item.id === id);
	const found = (await parseMail(raw)).attachments[index];
	return found ? file(Buffer.from(found.content), found.mimeType || "application/octet-stream") : gone;
}
