"use server";

import { action } from "@/lib/action";
import { keepPreferences } from "@/lib/i18n/preferences";
import { languageSchema, themeSchema, writingSchema } from "./schema";
import { setUserLanguage } from "./set-language";
import { setWriting } from "./writing";

export const setLanguage = action(languageSchema, async ({ language }, actor) => {
	await setUserLanguage(language, actor);
	await keepPreferences({ language });
});
export const setTheme = action(themeSchema, ({ theme }) => keepPreferences({ theme }));
export const setWritingPreferences = action(writingSchema, setWriting);
