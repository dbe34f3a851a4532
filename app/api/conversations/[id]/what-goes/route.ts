import { whatGoes } from "@/lib/conversations/what-goes";
import { idRoute } from "@/lib/id-route";

export const GET = idRoute(async (id) => {
	const goes = await whatGoes(id);
	return goes && Response.json(goes);
});
