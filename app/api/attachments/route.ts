import { uploadHeaders } from "@/lib/attachments/schema";
import { uploadFile } from "@/lib/attachments/upload";
import { currentUser } from "@/lib/auth/session";
import { mostBytes } from "@/lib/channels/file-rules";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { requestLanguage } from "@/lib/i18n/request";
import { translator } from "@/lib/i18n/translator";
import { readLimited } from "@/lib/read-limited";

/**
 * One file as the body, its name and type in headers (which a form on another site cannot set). Answers what was kept, or a sentence. The
 * same key again answers the same file.
 */
export async function POST(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return refusal(new DomainError("notSignedIn"), 401);
	const headers = uploadHeaders.safeParse({ key: request.headers.get("x-upload-key"), filename: request.headers.get("x-filename") });
	if (!headers.success) return refusal(new DomainError("invalidInput"), 400);
	const content = await readLimited(request, mostBytes).catch(() => undefined);
	// Cut off on the way: half a file must not pass for a whole one.
	if (content === undefined || (content && content.length !== Number(request.headers.get("content-length") ?? content.length)))
		return refusal(new DomainError("invalidInput"), 400);
	if (content === null) return refusal(new DomainError("filesTooLarge", { megabytes: mostBytes / 1_000_000 }), 413);
	const upload = { ...headers.data, contentType: request.headers.get("content-type") ?? "", content };
	try {
		return Response.json(await uploadFile(upload, { type: "user", user: { id: user.id, name: user.name, role: user.role } }), { status: 201 });
	} catch (error) {
		if (error instanceof DomainError) return refusal(error, 422);
		throw error;
	}
}

async function refusal({ code, params }: DomainError, status: number): Promise<Response> {
	const t = await translator(await requestLanguage(), "errors");
	return Response.json({ error: t(code as Exclude<ErrorCode, "unexpected">, params) }, { status });
}
