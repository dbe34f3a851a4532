import { encode } from "next-auth/jwt";
import { sessionCookie } from "@/lib/auth/cookie";
import { createSession } from "@/lib/auth/session-store";
import { env } from "@/lib/env";

/**
 * What Next knows of the request being answered, which exists only inside its server. A test file puts it in place with
 * `vi.mock("next/headers", () => import("<here>/support/request"))`.
 */
export const request = { headers: new Headers(), cookies: new Map<string, { value: string; options?: Record<string, unknown> }>() };

/** A request of nobody signed in, from a Spanish browser. */
export function newRequest(): void {
	request.headers = new Headers({ "accept-language": "es", "x-forwarded-for": "203.0.113.7", host: "localhost:3999" });
	request.cookies.clear();
}

/** Opens a session and puts its sealed cookie into the request. Answers the session's id. */
export async function signedInAs(userId: number): Promise<string> {
	const sid = await createSession(userId, "test");
	request.cookies.set(sessionCookie, { value: await encode({ token: { sid }, secret: env().AUTH_SECRET, salt: sessionCookie }) });
	return sid;
}

export async function headers(): Promise<Headers> {
	const cookie = [...request.cookies].map(([name, { value }]) => `${name}=${value}`).join("; ");
	return new Headers([...request.headers, ["cookie", cookie]]);
}

export async function cookies() {
	return {
		get: (name: string) => request.cookies.get(name),
		set: (name: string, value: string, options?: Record<string, unknown>) => request.cookies.set(name, { value, options }),
		delete: (name: string) => request.cookies.delete(name),
	};
}
