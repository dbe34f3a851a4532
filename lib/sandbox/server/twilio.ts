import "server-only";
import { basicAuth, json, type Reply, type Request, sameSecret } from "./http";
import { file, signedLink } from "./links";
import { mediaJson, messageJson } from "./message-json";
import type { Sandbox } from "./sandbox";
import type { TextMessage } from "./state";
import { twilioError } from "./twilio-errors";
import { listMessages } from "./twilio-list";
import { sendText } from "./twilio-send";

/** Twilio's messaging API, as far as this product uses it. https://www.twilio.com/docs/messaging/api */
export function twilioApi(sandbox: Sandbox, request: Request): Reply {
	requireAccount(sandbox, request);
	const [resource = "", id = "", sub = "", subId = ""] = request.path.split("/").slice(4);
	const known = `${request.method} ${resource}`;
	if (known === "POST Messages.json") return sendText(sandbox, request);
	if (known === "GET Messages.json") return listMessages(sandbox, request);
	if (known !== "GET Messages") throw notFound(request);
	const text = sandbox.journal.state.texts.get(id.replace(/\.json$/, ""));
	if (!text) throw notFound(request);
	if (sub === "") return json(messageJson(sandbox, text));
	if (sub === "Media.json") return json(mediaList(sandbox, text, request.path));
	if (sub === "Media") return oneMedia(sandbox, text, subId, request);
	throw notFound(request);
}

const notFound = (request: Request) => twilioError(20404, `The requested resource ${request.path} was not found`);

function requireAccount(sandbox: Sandbox, request: Request): void {
	const given = basicAuth(request);
	const { twilioSid, twilioToken } = sandbox.options;
	if (!given || !sameSecret(given.user, twilioSid) || !sameSecret(given.password, twilioToken)) throw twilioError(20003, "Authenticate");
	if (request.path.split("/")[3] !== twilioSid) throw notFound(request);
}

/** Without .json it is the file itself, behind a redirect to a signed address, as the real one gives it. */
function oneMedia(sandbox: Sandbox, text: TextMessage, id: string, request: Request): Reply {
	const media = text.media.find((item) => item.sid === id.replace(/\.json$/, ""));
	if (!media) throw notFound(request);
	if (id.endsWith(".json")) return json(mediaJson(sandbox, text, media));
	const location = signedLink(sandbox, `media/${text.sid}/${media.sid}`).url;
	return { ...file(Buffer.alloc(0), "text/plain"), status: 307, headers: { location } };
}

function mediaList(sandbox: Sandbox, text: TextMessage, path: string) {
	const uri = `${path}?PageSize=50&Page=0`;
	return {
		end: Math.max(0, text.media.length - 1),
		first_page_uri: uri,
		media_list: text.media.map((item) => mediaJson(sandbox, text, item)),
		next_page_uri: null,
		page: 0,
		page_size: 50,
		previous_page_uri: null,
		start: 0,
		uri,
	};
}
