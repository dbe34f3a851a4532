import "server-only";
import { currentUser } from "./auth/session";

type SessionUser = NonNullable<Awaited<ReturnType<typeof currentUser>>>;
type Handler = (id: number, query: URLSearchParams, user: SessionUser) => Promise<Response | null>;

/**
 * A GET route about one thing with a number (`parse`: parseSmallId where its column has 32 bits): 401 for nobody, 404 for what is no number or is
 * not there (the handler answers null).
 */
export function idRoute(handler: Handler, parse = parseId) {
	return async (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
		const user = await currentUser();
		if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
		const id = parse((await params).id);
		const response = id === null ? null : await handler(id, new URL(request.url).searchParams, user);
		return response ?? Response.json({ error: "notFound" }, { status: 404 });
	};
}

/** A positive whole number as an address carries it, or null: "1e3", "0x1", " 1" and what is past 2^53 are no ids. */
export function parseId(text: string | null): number | null {
	if (!text || !/^[1-9]\d{0,15}$/.test(text)) return null;
	const id = Number(text);
	return Number.isSafeInteger(id) ? id : null;
}

/** The same for what has a column of 32 bits: past that there is none. */
export function parseSmallId(text: string | null): number | null {
	const id = parseId(text);
	return id !== null && id <= 2_147_483_647 ? id : null;
}
