import * as z from "zod/mini";
import { languages, roles } from "@/db/schema";
import { themes } from "@/lib/theme";

const id = z.int().check(z.positive());

export const languageSchema = z.object({ language: z.enum(languages) });
export const themeSchema = z.object({ theme: z.enum(themes) });

export const inviteSchema = z.object({
	email: z.string().check(z.trim(), z.toLowerCase(), z.email(), z.maxLength(254)),
	role: z.enum(roles),
	language: z.enum(languages),
});
export const invitationSchema = z.object({ invitationId: id });

export const roleSchema = z.object({ userId: id, role: z.enum(roles) });
export const userSchema = z.object({ userId: id });
/** `handOverTo`: who takes their conversations; null for nobody. */
export const deactivateSchema = z.object({ userId: id, handOverTo: z.nullable(id) });
const handle = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const sessionSchema = z.object({ handle });
export const sessionOfSchema = z.object({ userId: id, handle });

export const profileSchema = z.object({
	name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
	language: z.enum(languages),
	timeZone: z.string().check(z.maxLength(64), z.refine(isTimeZone)),
});
export const passwordSchema = z.object({
	current: z.string().check(z.minLength(1), z.maxLength(200)),
	// As long as one chosen at the beginning (lib/auth/schema.ts).
	password: z.string().check(z.minLength(12), z.maxLength(200)),
});

function isTimeZone(zone: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
	} catch {
		return false;
	}
}
export const writingSchema = z.object({
	signature: z.string().check(z.maxLength(2000)),
	undoSeconds: z.coerce.number().check(z.multipleOf(1), z.minimum(0), z.maximum(30)),
});
