import { idRoute } from "@/lib/id-route";
import { attachmentResponse } from "@/lib/messages/file-response";
import { storedAttachment } from "@/lib/messages/queries";

export const GET = idRoute(async (id) => {
	const file = await storedAttachment(id);
	return file && attachmentResponse(file);
});
