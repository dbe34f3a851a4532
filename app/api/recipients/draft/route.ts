import { currentUser } from "@/lib/auth/session";
import { recipientOf } from "@/lib/customers/list";
import { newDraftOf } from "@/lib/drafts/queries";
import { parseId } from "@/lib/id-route";

/** The conversation that the asking user is about to begin (from the record of `customer`), and the customer whom it names. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const draft = await newDraftOf(user.id, parseId(new URL(request.url).searchParams.get("customer")));
	const customerId = draft?.content.customerId;
	const recipient = customerId ? await recipientOf(customerId) : null;
	return Response.json({ draft, recipient }, { headers: { "cache-control": "no-store" } });
}
