import "server-only";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { clientAddress } from "@/lib/client-address";
import { describeError } from "@/lib/describe-error";
import { env } from "@/lib/env";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { keepPreferences } from "@/lib/i18n/preferences";
import { log } from "@/lib/log";
import { sessionCookie } from "./cookie";
import { signInSchema } from "./schema";
import { endSession, sessionLifetime } from "./session-store";
import { signIn as verify } from "./sign-in";

/** Carries the reason out of next-auth, which knows one: wrong. */
export class SignInRefused extends CredentialsSignin {
	constructor(readonly reason: ErrorCode) {
		super();
		this.code = reason;
	}
}

export const { handlers, signIn, signOut } = NextAuth(() => {
	const secure = env().APP_URL.startsWith("https:");
	return {
		trustHost: true,
		secret: env().AUTH_SECRET,
		pages: { signIn: "/sign-in", error: "/sign-in" },
		useSecureCookies: secure,
		session: { strategy: "jwt", maxAge: sessionLifetime },
		cookies: { sessionToken: { name: sessionCookie, options: { httpOnly: true, sameSite: "lax", path: "/", secure } } },
		providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
		callbacks: {
			// The cookie holds a session's id and nothing else: names, roles and languages are read where they change.
			jwt: ({ token, user }) => (user ? { sid: user.id } : token),
			session: ({ session }) => ({ expires: session.expires }),
		},
		events: {
			signOut: async (message) => {
				if ("token" in message && typeof message.token?.sid === "string") await endSession(message.token.sid);
			},
		},
		logger: {
			error: (error) => error instanceof SignInRefused || log().error(describeError(error), "signing in failed"),
			warn: (code) => log().warn({ code }, "next-auth warns"),
			debug: () => {},
		},
	};
});

async function authorize(input: unknown, request: Request) {
	const credentials = signInSchema.safeParse(input);
	if (!credentials.success) throw new SignInRefused("wrongCredentials");
	try {
		const user = await verify(credentials.data, { ip: clientAddress(request.headers), userAgent: request.headers.get("user-agent") ?? "" });
		await keepPreferences(user);
		return { id: user.sessionId };
	} catch (error) {
		if (error instanceof DomainError) throw new SignInRefused(error.code);
		throw error;
	}
}
