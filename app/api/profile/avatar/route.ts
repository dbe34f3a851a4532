import { currentUser } from "@/lib/auth/session";
import { DomainError } from "@/lib/errors";
import { translator } from "@/lib/i18n/translator";
import { readLimited } from "@/lib/read-limited";
import { maxAvatarBytes, setAvatar } from "@/lib/users/avatar";

/** Takes the picture's bytes, as they are, for whoever is signed in. What is wrong with it comes back as a sentence. */
export async function POST(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	try {
		const bytes = await readLimited(request, maxAvatarBytes);
		if (!bytes) throw new DomainError("pictureTooLarge", { megabytes: maxAvatarBytes / 1_000_000 });
		await setAvatar(bytes, { type: "user", user });
		return Response.json({ ok: true });
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		const t = await translator(user.language, "errors");
		return Response.json({ ok: false, error: t(error.code, error.params) }, { status: 422 });
	}
}
