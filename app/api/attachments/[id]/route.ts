import { storedAttachment } from "@/lib/attachments/queries";
import { idRoute } from "@/lib/id-route";
import { attachmentResponse } from "@/lib/messages/file-response";

export const GET = idRoute(async (id, _query, user) => {
	const file = await storedAttachment(id, user.id);
	return file && attachmentResponse(file);
});
