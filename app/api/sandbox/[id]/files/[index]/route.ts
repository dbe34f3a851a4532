import { currentUser } from "@/lib/auth/session";
import { contentDisposition } from "@/lib/messages/file-response";
import { sandboxFile, sandboxIsOn, sandboxItem } from "@/lib/sandbox/client";

/** A file that a customer received or sent, to save: never shown, whatever it holds. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string; index: string }> }): Promise<Response> {
	if (!(await currentUser())) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const { id, index } = await params;
	const item = sandboxIsOn() ? await sandboxItem(id) : null;
	const named = item?.files.find((file) => String(file.index) === index);
	const file = named && (await sandboxFile(id, named.index));
	if (!file) return Response.json({ error: "notFound" }, { status: 404 });
	return new Response(file.bytes, {
		headers: {
			"Content-Type": "application/octet-stream",
			"Content-Disposition": contentDisposition("attachment", named.filename),
			"Content-Security-Policy": "default-src 'none'; sandbox",
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	});
}
