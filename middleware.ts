import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { sessionCookie } from "@/lib/auth/cookie";
import { pathHeader, searchHeader, signInPath } from "@/lib/auth/sign-in-path";
import { contentSecurityPolicy, nonceHeader } from "@/lib/content-security-policy";
import { env } from "@/lib/env";

/** Courtesy, not security: whoever has no cookie is shown the way early. Every page, action and route looks the session up for itself. */
export default function middleware(request: NextRequest) {
	const nonce = randomBytes(16).toString("base64");
	const policy = contentSecurityPolicy(nonce, env().NODE_ENV === "development");
	const headers = new Headers(request.headers);
	headers.set(pathHeader, request.nextUrl.pathname);
	headers.set(searchHeader, request.nextUrl.search);
	headers.set(nonceHeader, nonce);
	headers.set("content-security-policy", policy);
	const { pathname } = request.nextUrl;
	const known = request.cookies.has(sessionCookie) || pathname === "/sign-in" || pathname.startsWith("/invitation/");
	const response = known ? NextResponse.next({ request: { headers } }) : NextResponse.redirect(new URL(signInPath(headers), request.url));
	response.headers.set("content-security-policy", policy);
	return response;
}

// Pages only: what lies under /api (webhooks among it) and under /forms answers for itself, and files at the root are public.
export const config = { runtime: "nodejs", matcher: "/((?!api/|forms/|_next/|[^/]+\\.\\w+$).*)" };
