import { currentUser } from "@/lib/auth/session";
import { exportTemplates } from "@/lib/templates/transfer";

/** All templates that are offered, as a file that can be brought in again. */
export async function GET(): Promise<Response> {
	if (!(await currentUser())) return Response.json({ error: "notSignedIn" }, { status: 401 });
	return new Response(JSON.stringify(await exportTemplates(), null, "\t"), {
		headers: { "content-type": "application/json; charset=utf-8", "content-disposition": 'attachment; filename="templates.json"', "cache-control": "no-store" },
	});
}
