import createNextIntlPlugin from "next-intl/plugin";

// The policy on scripts is made anew for every page: see middleware.ts.
const everywhere = {
	"x-content-type-options": "nosniff",
	"permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
	"cross-origin-opener-policy": "same-origin",
	// Heeded over https alone.
	"strict-transport-security": "max-age=31536000",
};
// These would replace what a route says for itself.
const onPages = { "x-frame-options": "DENY", "referrer-policy": "same-origin" };

const list = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

// Server actions are named with it: in every build alike, so that what a tab asks for that was open before an update is found after it. It would also
// hide what an action closes over from the browser, which none does.
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ||= Buffer.alloc(32, "message center").toString("base64");

/** @type {import("next").NextConfig} */
const config = {
	// The tests build beside a running server, not over it.
	distDir: process.env.NEXT_DIST_DIR || ".next",
	// For container images: see Dockerfile.
	output: process.env.STANDALONE ? "standalone" : undefined,
	// `npm test` checks the types, of the tests as well: a slip in a test must not keep the product from starting.
	typescript: { ignoreBuildErrors: true },
	poweredByHeader: false,
	// A file of templates may be of 5 MB, and grows a little on its way; the usual 1 MB would also be too little for a long mail in two languages.
	experimental: { serverActions: { bodySizeLimit: "8mb" } },
	serverExternalPackages: ["pino", "twilio", "pusher", "flydrive", "@aws-sdk/client-s3", "sharp", "@node-rs/argon2"],
	// What lies under /api and /forms answers with a policy of its own where it shows something (files, mails, forms).
	headers: async () => [
		{ source: "/:path*", headers: list(everywhere) },
		{ source: "/((?!api/|forms/).*)", headers: list(onPages) },
	],
};

// Texts are compiled while building: the browser need not load a parser for them.
const messages = { path: "./lib/i18n/messages", format: "json", locales: ["es", "en", "it"], precompile: true };
export default createNextIntlPlugin({ requestConfig: "./lib/i18n/request.ts", experimental: { messages } })(config);
