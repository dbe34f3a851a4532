import { currentUser } from "@/lib/auth/session";
import { mailDocument } from "@/lib/messages/mail-document";
import { sandboxIsOn } from "@/lib/sandbox/client";
import { sandboxMailHtml } from "@/lib/sandbox/mail-html";

/** A mail that a customer received, for a closed frame: no script runs, nothing is loaded from elsewhere. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
	if (!(await currentUser())) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const html = sandboxIsOn() ? await sandboxMailHtml((await params).id) : null;
	return html === null ? Response.json({ error: "notFound" }, { status: 404 }) : mailDocument({ html, inline: [] }, false);
}
