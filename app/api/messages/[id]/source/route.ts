import { idRoute } from "@/lib/id-route";
import { sourceResponse } from "@/lib/messages/file-response";
import { mailSource } from "@/lib/messages/queries";

export const GET = idRoute(async (id) => {
	const mail = await mailSource(id);
	return mail && sourceResponse(mail.rawKey, mail.subject);
});
