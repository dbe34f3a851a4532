import "server-only";
import { z } from "zod";
import type { Reply, Request } from "./http";
import { json } from "./http";

export const faultSchema = z.object({
	/** How many requests fail. 0 calls off what was ordered before. */
	next: z.int().min(0).max(10_000),
	status: z.union([z.literal(500), z.literal(429), z.literal("timeout"), z.literal("drop-after-accept")]),
	provider: z.enum(["resend", "twilio"]).optional(),
	method: z.enum(["GET", "POST"]).optional(),
});
export type Fault = z.infer<typeof faultSchema>;
export type FaultStatus = Fault["status"];

export type Faults = { order(fault: Fault): void; take(provider: "resend" | "twilio", request: Request): FaultStatus | null };

/** The failures that a test ordered. Kept in memory only: a restart heals. */
export function createFaults(): Faults {
	let fault: Fault | null = null;
	return {
		order(ordered) {
			fault = ordered.next > 0 ? { ...ordered } : null;
		},
		take(provider, request) {
			if (!fault || (fault.provider && fault.provider !== provider) || (fault.method && fault.method !== request.method)) return null;
			const { status } = fault;
			fault.next -= 1;
			if (fault.next === 0) fault = null;
			return status;
		},
	};
}

/** What each provider answers when it is down or has had enough. */
export function failure(provider: "resend" | "twilio", status: 500 | 429): Reply {
	if (provider === "resend") {
		return status === 429
			? json({ statusCode: 429, name: "rate_limit_exceeded", message: "Too many requests. Please limit the number of requests per second." }, 429, {
					"retry-after": "1",
				})
			: json({ statusCode: 500, name: "internal_server_error", message: "An unexpected error occurred." }, 500);
	}
	const code = status === 429 ? 20429 : 20500;
	const message = status === 429 ? "Too Many Requests" : "Internal Server Error";
	return json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, status);
}
