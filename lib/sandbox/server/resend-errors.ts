import "server-only";
import { json, Refusal } from "./http";

/** An error in Resend's words. https://resend.com/docs/api-reference/errors */
export function resendError(statusCode: number, name: string, message: string): Refusal {
	return new Refusal(json({ statusCode, name, message }, statusCode));
}
