import { checkLink } from "@/lib/attachments/public-link";
import { sentAttachment } from "@/lib/attachments/queries";
import { parseId } from "@/lib/id-route";
import { attachmentResponse } from "@/lib/messages/file-response";

/** What a provider fetches to send it on: open to whoever holds a signed address that has not expired. The name is there for the provider. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string; name: string }> }): Promise<Response> {
	const id = parseId((await params).id);
	if (id === null || !checkLink(id, new URL(request.url).searchParams)) return Response.json({ error: "notAllowed" }, { status: 403 });
	const file = await sentAttachment(id);
	return file ? attachmentResponse(file) : Response.json({ error: "notFound" }, { status: 404 });
}
