import { type NextRequest, NextResponse } from "next/server";
import { sessionCookie } from "@/lib/auth/cookie";
import { pathHeader, searchHeader, signInPath } from "@/lib/auth/sign-in-path";

/** Courtesy, not security: whoever has no cookie is shown the way early. Every page, action and route looks the session up for itself. */
export default function middleware(request: NextRequest) {
	const headers = new Headers(request.headers);
	headers.set(pathHeader, request.nextUrl.pathname);
	headers.set(searchHeader, request.nextUrl.search);
	const known = request.cookies.has(sessionCookie) || request.nextUrl.pathname === "/sign-in";
	return known ? NextResponse.next({ request: { headers } }) : NextResponse.redirect(new URL(signInPath(headers), request.url));
}

// Pages only: what lies under /api (webhooks among it) answers for itself, and files at the root are public.
export const config = { matcher: "/((?!api/|_next/|[^/]+\\.\\w+$).*)" };
