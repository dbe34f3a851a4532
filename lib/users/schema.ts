import * as z from "zod/mini";
import { languages } from "@/db/schema";
import { themes } from "@/lib/theme";

export const languageSchema = z.object({ language: z.enum(languages) });
export const themeSchema = z.object({ theme: z.enum(themes) });
/** How long a sending can be undone, in seconds; 0 sends at once. */
export const undoChoices = [0, 5, 10, 20, 30] as const;
export const writingSchema = z.object({
	signature: z.string().check(z.maxLength(2000)),
	undoSeconds: z.coerce.number().check(z.multipleOf(1), z.minimum(0), z.maximum(30)),
});
