import type { NextAuthConfig } from "next-auth";

/** One name under http and https alike: middleware and server must agree on it, and it salts the cookie's encryption. */
export const sessionCookie = "message-center.session";

/** The part that also runs at the edge, so it knows neither database nor hashing. It only says "there is a sealed cookie", never "let in". */
export const authConfig = {
	trustHost: true,
	pages: { signIn: "/sign-in", error: "/sign-in" },
	providers: [],
	session: { strategy: "jwt" },
	cookies: { sessionToken: { name: sessionCookie } },
	// An unreadable cookie (a new AUTH_SECRET, an old browser) is no news: its owner is sent to sign in.
	logger: { error: () => {}, warn: () => {}, debug: () => {} },
} satisfies NextAuthConfig;
