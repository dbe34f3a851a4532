import { createHmac } from "node:crypto";
import { z } from "zod";

const flag = z
	.enum(["0", "1"])
	.default("0")
	.transform((value) => value === "1");
const port = z.coerce.number().int().min(1).max(65535);

const schema = z
	.object({
		NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
		DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
		DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
		APP_URL: z.url({ protocol: /^https?$/, error: "must be the public http(s):// address of this application" }).default("http://localhost:3000"),
		AUTH_SECRET: z.string({ error: "must be set: a secret of at least 32 characters" }).min(32, "must have at least 32 characters"),
		SECRETS_KEY: z.string().min(32, "must have at least 32 characters").optional(),
		RESEND_API_KEY: z.string().min(1).optional(),
		RESEND_WEBHOOK_SECRET: z.string().startsWith("whsec_", "must start with whsec_").optional(),
		RESEND_BASE_URL: z.url().default("https://api.resend.com"),
		TWILIO_ACCOUNT_SID: z.string().startsWith("AC", "must start with AC").optional(),
		TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
		TWILIO_BASE_URL: z.url().default("https://api.twilio.com"),
		MIME_WEBHOOK_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
		PUSHER_APP_ID: z.string().regex(/^\d+$/, "must be a number").default("1"),
		PUSHER_KEY: z.string().min(1).optional(),
		PUSHER_SECRET: z.string().min(1).optional(),
		PUSHER_CLUSTER: z.string().min(1).optional(),
		PUSHER_HOST: z.string().min(1).default("127.0.0.1"),
		PUSHER_PORT: port.default(6001),
		PUSHER_TLS: flag,
		PUSHER_PUBLIC_HOST: z.string().min(1).optional(),
		PUSHER_PUBLIC_PORT: port.optional(),
		VAPID_PRIVATE_KEY: z
			.string()
			.regex(/^[\w-]{43}$/, "must be 32 bytes in base64url")
			.optional(),
		PUSH_LOOPBACK_CA: z.string().min(1).optional(),
		STORAGE_DIR: z.string().min(1).default(".data/files"),
		S3_BUCKET: z.string().min(1).optional(),
		S3_REGION: z.string().min(1).default("us-east-1"),
		S3_ENDPOINT: z.url({ protocol: /^https?$/, error: "must be an http(s):// address" }).optional(),
		S3_ACCESS_KEY_ID: z.string().min(1).optional(),
		S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
		SANDBOX_URL: z.url().optional(),
		LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
	})
	.superRefine((vars, context) => {
		const pairs = [
			["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET"],
			["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
			["PUSHER_KEY", "PUSHER_SECRET"],
			["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
		] as const;
		for (const [a, b] of pairs) {
			if (Boolean(vars[a]) !== Boolean(vars[b]))
				context.addIssue({ code: "custom", path: [vars[a] ? b : a], message: `must be set together with ${vars[a] ? a : b}` });
		}
		if (vars.PUSHER_CLUSTER && !vars.PUSHER_KEY)
			context.addIssue({ code: "custom", path: ["PUSHER_KEY"], message: "must be set together with PUSHER_CLUSTER" });
		for (const name of ["S3_ENDPOINT", "S3_ACCESS_KEY_ID"] as const) {
			if (vars[name] && !vars.S3_BUCKET) context.addIssue({ code: "custom", path: ["S3_BUCKET"], message: `must be set together with ${name}` });
		}
		if (vars.SANDBOX_URL && (vars.RESEND_API_KEY || vars.TWILIO_AUTH_TOKEN)) {
			context.addIssue({ code: "custom", path: ["SANDBOX_URL"], message: "must not be set beside real Resend or Twilio credentials" });
		}
	});

export type Env = z.output<typeof schema> & {
	SECRETS_KEY: string;
	PUSHER_KEY: string;
	PUSHER_SECRET: string;
	MIME_WEBHOOK_SECRET: string;
	VAPID_PRIVATE_KEY: string;
};

/** Reads and checks variables; throws one error that lists everything missing or wrong. Source: .env.example. */
export function parseEnv(source: Record<string, string | undefined>): Env {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
	const parsed = schema.safeParse(given);
	if (!parsed.success) {
		const lines = parsed.error.issues.map(
			(issue) => `  ${issue.path.join(".")}: ${issue.code === "invalid_type" && !(String(issue.path[0]) in given) ? "must be set" : issue.message}`,
		);
		throw new Error(`The environment is not complete:\n${lines.join("\n")}`);
	}
	return withDerived(parsed.data);
}

/** What nobody has to choose by hand is derived from AUTH_SECRET, and so is every credential of the sandbox. */
function withDerived(vars: z.output<typeof schema>): Env {
	const derive = (name: string) => createHmac("sha256", vars.AUTH_SECRET).update(name).digest();
	const sandbox = vars.SANDBOX_URL && {
		RESEND_API_KEY: `re_${derive("sandbox resend key").toString("hex").slice(0, 24)}`,
		RESEND_WEBHOOK_SECRET: `whsec_${derive("sandbox resend webhook").toString("base64")}`,
		RESEND_BASE_URL: vars.SANDBOX_URL,
		TWILIO_ACCOUNT_SID: `AC${derive("sandbox twilio account").toString("hex").slice(0, 32)}`,
		TWILIO_AUTH_TOKEN: derive("sandbox twilio token").toString("hex").slice(0, 32),
		TWILIO_BASE_URL: vars.SANDBOX_URL,
	};
	return {
		...vars,
		...sandbox,
		SECRETS_KEY: vars.SECRETS_KEY ?? derive("stored secrets").toString("base64url"),
		PUSHER_KEY: vars.PUSHER_KEY ?? derive("realtime key").toString("hex").slice(0, 20),
		PUSHER_SECRET: vars.PUSHER_SECRET ?? derive("realtime secret").toString("hex"),
		VAPID_PRIVATE_KEY: vars.VAPID_PRIVATE_KEY ?? derive("web push").toString("base64url"),
		MIME_WEBHOOK_SECRET: vars.MIME_WEBHOOK_SECRET ?? derive("mime webhook").toString("hex"),
	};
}

let parsed: Env | undefined;

/** The checked environment, read on first use: importing a module never needs it. */
export function env(): Env {
	parsed ??= parseEnv(process.env);
	return parsed;
}
