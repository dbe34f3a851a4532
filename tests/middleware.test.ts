import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { sessionCookie } from "@/lib/auth/cookie";
import middleware, { config } from "@/middleware";

const ask = (path: string, headers: Record<string, string> = {}) => middleware(new NextRequest(`http://localhost:3999${path}`, { headers }));
const passes = (path: string) => new RegExp(`^${config.matcher}$`).test(path);

test("whoever has no cookie is sent to sign in, and back afterwards", () => {
	const answer = ask("/inbox/7?unread=1");
	expect(answer.status).toBe(307);
	expect(answer.headers.get("location")).toBe("http://localhost:3999/sign-in?next=%2Finbox%2F7%3Funread%3D1");
	expect(ask("/").headers.get("location")).toBe("http://localhost:3999/sign-in");
	expect(ask("/sign-in").status).toBe(200);
});

test("a page is told its own address, whatever the browser says it is", () => {
	const answer = ask("/inbox/7?flagged=1", { cookie: `${sessionCookie}=x`, "x-search": "?evil=1", "x-path": "/evil" });
	expect(answer.status).toBe(200);
	expect(answer.headers.get("x-middleware-request-x-search")).toBe("?flagged=1");
	expect(answer.headers.get("x-middleware-request-x-path")).toBe("/inbox/7");
});

test("webhooks, health, forms and files do not pass through it", () => {
	for (const path of ["/api/webhooks/resend", "/api/health", "/forms/Ab-9_x", "/_next/static/x.js", "/icon.svg"]) expect(passes(path)).toBe(false);
	for (const path of ["/", "/inbox", "/inbox/7", "/settings/webhooks", "/settings/forms/1"]) expect(passes(path)).toBe(true);
});

test("every page gets a policy of its own, in which only its own scripts have a name", () => {
	const policies = [ask("/sign-in"), ask("/sign-in"), ask("/inbox")].map((answer) => answer.headers.get("content-security-policy") ?? "");
	const nonces = policies.map((policy) => /script-src 'nonce-([A-Za-z0-9+/=]{20,})' 'strict-dynamic';/.exec(policy)?.[1]);
	expect(new Set(nonces).size).toBe(3);
	for (const policy of policies) expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
	const answer = ask("/sign-in", { "x-nonce": "mine" });
	expect(answer.headers.get("content-security-policy")).toContain(`'nonce-${answer.headers.get("x-middleware-request-x-nonce")}'`);
	expect(answer.headers.get("x-middleware-request-x-nonce")).not.toBe("mine");
});
