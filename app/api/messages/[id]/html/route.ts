import { idRoute } from "@/lib/id-route";
import { mailDocument } from "@/lib/messages/mail-document";
import { mailView } from "@/lib/messages/queries";

/** `?images=1` also lets images on other servers load. */
export const GET = idRoute(async (id, query) => {
	const mail = await mailView(id);
	return mail && mailDocument(mail, query.get("images") === "1");
});
