import * as z from "zod/mini";
import { languages } from "@/db/schema";
import { themes } from "@/lib/theme";

export const languageSchema = z.object({ language: z.enum(languages) });
export const themeSchema = z.object({ theme: z.enum(themes) });
export const writingSchema = z.object({
	signature: z.string().check(z.maxLength(2000)),
	undoSeconds: z.coerce.number().check(z.multipleOf(1), z.minimum(0), z.maximum(30)),
});
