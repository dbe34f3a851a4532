import * as z from "zod/mini";
import { languages } from "@/db/schema";
import { themes } from "@/lib/theme";

export const languageSchema = z.object({ language: z.enum(languages) });
export const themeSchema = z.object({ theme: z.enum(themes) });
