import { storedAttachment } from "@/lib/attachments/queries";
import { thumbnailKey } from "@/lib/attachments/thumbnail";
import { idRoute } from "@/lib/id-route";
import { thumbnailResponse } from "@/lib/messages/file-response";

export const GET = idRoute(async (id, _query, user) => {
	const file = await storedAttachment(id, user.id);
	const key = file && (await thumbnailKey(file));
	return key ? thumbnailResponse(key) : null;
});
