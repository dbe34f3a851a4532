import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";

const enough = { DATABASE_URL: "postgres://app@127.0.0.1/app", AUTH_SECRET: "x".repeat(32) };
const complaint = (vars: Record<string, string>) => {
	try {
		parseEnv(vars);
	} catch (error) {
		return String(error);
	}
	return "";
};

describe("the environment", () => {
	test("needs little, and an empty variable counts as unset", () => {
		const parsed = parseEnv({ ...enough, RESEND_API_KEY: "", PUSHER_PORT: "" });
		expect(parsed.PUSHER_PORT).toBe(6001);
		expect(parsed.RESEND_API_KEY).toBeUndefined();
		expect(parsed.SANDBOX_URL).toBeUndefined();
	});

	test("is told of everything missing or wrong at once", () => {
		const said = complaint({ DATABASE_URL: "mysql://x", APP_URL: "nowhere", PUSHER_PORT: "70000", RESEND_API_KEY: "re_x" });
		for (const name of ["DATABASE_URL", "AUTH_SECRET", "APP_URL", "PUSHER_PORT"]) expect(said).toContain(name);
		expect(complaint({ ...enough, RESEND_API_KEY: "re_x", PUSHER_SECRET: "s" })).toMatch(/RESEND_WEBHOOK_SECRET[\s\S]*PUSHER_KEY/);
	});

	test("has no sandbox beside real credentials, and without them its own credentials point at it", () => {
		const SANDBOX_URL = "http://127.0.0.1:6002";
		const twilio = { TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "t" };
		const resend = { RESEND_API_KEY: "re_x", RESEND_WEBHOOK_SECRET: "whsec_x" };
		for (const real of [twilio, resend]) expect(complaint({ ...enough, ...real, SANDBOX_URL })).toContain("SANDBOX_URL");
		expect(parseEnv({ ...enough, SANDBOX_URL })).toMatchObject({ RESEND_BASE_URL: SANDBOX_URL, TWILIO_BASE_URL: SANDBOX_URL });
		expect(parseEnv({ ...enough, ...resend }).RESEND_BASE_URL).toBe("https://api.resend.com");
	});
});
