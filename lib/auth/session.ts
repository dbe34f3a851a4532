import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getToken } from "next-auth/jwt";
import { cache } from "react";
import { env } from "@/lib/env";
import { sessionCookie } from "./cookie";
import { type SessionUser, userOfSession } from "./session-store";
import { signInPath } from "./sign-in-path";

/** Who asks, once a request: the cookie names a session, and the session is looked up every time, so that ending it takes effect at once. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
	const token = await getToken({ req: { headers: await headers() }, secret: env().AUTH_SECRET, cookieName: sessionCookie, logger: quiet });
	return typeof token?.sid === "string" ? userOfSession(token.sid) : null;
});

/** For pages and layouts: nobody signed in goes to the sign-in page, and from there to where they wanted to go. */
export async function requireUser(): Promise<SessionUser> {
	return (await currentUser()) ?? redirect(signInPath(await headers()));
}

/** For admins' pages: an operator is told that the page does not exist. */
export async function requireAdmin(): Promise<SessionUser> {
	const user = await requireUser();
	return user.role === "admin" ? user : notFound();
}

const quiet = { error: () => {}, warn: () => {}, debug: () => {} };
