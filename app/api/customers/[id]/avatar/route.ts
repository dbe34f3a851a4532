import { currentUser } from "@/lib/auth/session";
import { avatarResponse, largestAvatar, setAvatar } from "@/lib/customers/avatar";
import { DomainError } from "@/lib/errors";
import { requestLanguage } from "@/lib/i18n/request";
import { translator } from "@/lib/i18n/translator";
import { idRoute, parseId } from "@/lib/id-route";
import { readLimited } from "@/lib/read-limited";

export const GET = idRoute((id) => avatarResponse(id));

/** The body is the picture's bytes. Answers `{ error }`, a sentence, when it is refused. */
export async function PUT(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
	const user = await currentUser();
	const t = await translator(await requestLanguage(), "errors");
	if (!user) return Response.json({ error: t("notSignedIn") }, { status: 401 });
	const id = parseId((await params).id);
	try {
		const bytes = await readLimited(request, largestAvatar);
		if (!bytes) throw new DomainError("pictureTooLarge", { megabytes: largestAvatar / 1_000_000 });
		if (id === null) throw new DomainError("notFound");
		await setAvatar(id, bytes, { type: "user", user: { id: user.id, name: user.name, role: user.role } });
		return new Response(null, { status: 204 });
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		return Response.json({ error: t(error.code, error.params) }, { status: error.code === "notFound" ? 404 : 422 });
	}
}
