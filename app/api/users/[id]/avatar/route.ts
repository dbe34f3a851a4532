import { idRoute, parseSmallId } from "@/lib/id-route";
import { avatarOf } from "@/lib/users/avatar";

/** The address names the picture (`?v=`): it may be kept for ever. */
export const GET = idRoute(async (id) => {
	const picture = await avatarOf(id);
	const headers = { "content-type": "image/webp", "cache-control": "private, max-age=31536000, immutable", "cross-origin-resource-policy": "same-origin" };
	return picture && new Response(picture, { headers });
}, parseSmallId);
