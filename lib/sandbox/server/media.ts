import "server-only";
import { mayReach } from "./reach";
import type { Sandbox } from "./sandbox";
import type { Media } from "./state";

const patience = 10_000;

/** Fetches the media of an outgoing message as Twilio does, without signing in. False when one address did not give it. */
export async function fetchMedia(sandbox: Sandbox, sid: string): Promise<boolean> {
	const text = sandbox.journal.state.texts.get(sid);
	if (!text?.media.some((item) => wanted(sandbox, item))) return true;
	try {
		const media = await Promise.all(text.media.map((item) => (wanted(sandbox, item) ? fetchOne(item) : item)));
		sandbox.journal.record({ type: "text.media", sid, media });
		return true;
	} catch {
		return false;
	}
}

const wanted = (sandbox: Sandbox, item: Media) => item.base64 === null && item.url !== null && mayReach(sandbox, item.url);

async function fetchOne(item: Media): Promise<Media> {
	const response = await fetch(item.url ?? "", { signal: AbortSignal.timeout(patience) });
	if (!response.ok) throw new Error(`the media's address answered ${response.status}`);
	const contentType = response.headers.get("content-type") ?? "application/octet-stream";
	return { ...item, contentType, base64: Buffer.from(await response.arrayBuffer()).toString("base64") };
}
