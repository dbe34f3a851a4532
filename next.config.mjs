import createNextIntlPlugin from "next-intl/plugin";

const development = process.env.NODE_ENV === "development";

// 'unsafe-inline' for scripts: Next streams its pages as inline scripts, and a nonce would have to be made and passed on for every request.
// What it would guard against is stopped earlier: no customer's markup is ever put into a page of ours; mail is shown in a frame without scripts.
// ws: and wss: because where realtime is reached is known when the server starts, not when it is built.
const contentSecurityPolicy = [
	"default-src 'self'",
	`script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data: blob:",
	"font-src 'self'",
	"connect-src 'self' ws: wss:",
	"frame-src 'self'",
	"worker-src 'self'",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
].join("; ");

const everywhere = {
	"x-content-type-options": "nosniff",
	"referrer-policy": "same-origin",
	"permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
	"cross-origin-opener-policy": "same-origin",
	// Heeded over https alone.
	"strict-transport-security": "max-age=31536000",
};
const onPages = { "content-security-policy": contentSecurityPolicy, "x-frame-options": "DENY" };

const list = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** @type {import("next").NextConfig} */
const config = {
	// The tests build beside a running server, not over it.
	distDir: process.env.NEXT_DIST_DIR || ".next",
	// For container images: see Dockerfile.
	output: process.env.STANDALONE ? "standalone" : undefined,
	// `npm test` checks the types, of the tests as well: a slip in a test must not keep the product from starting.
	typescript: { ignoreBuildErrors: true },
	poweredByHeader: false,
	serverExternalPackages: ["pino", "twilio", "pusher", "flydrive", "@node-rs/argon2"],
	// What lies under /api answers with a policy of its own where it shows something (files, mails).
	headers: async () => [
		{ source: "/:path*", headers: list(everywhere) },
		{ source: "/((?!api/).*)", headers: list(onPages) },
	],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
