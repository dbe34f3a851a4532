import { expect, test } from "vitest";
import { chooseLanguage, chooseTimeZone } from "@/lib/i18n/language";

test.each([
	["it", "en", "it"],
	[undefined, "en-GB,es;q=0.9", "en"],
	[undefined, "fr-FR, it;q=0.3, en;q=0.7", "en"],
	[undefined, "en;q=0, it", "it"],
	[undefined, "de", "es"],
	[undefined, null, "es"],
	["toString", "it", "it"],
	["", ";;q=x,,", "es"],
])("cookie %s and Accept-Language %s: %s", (kept, accept, language) => {
	expect(chooseLanguage(kept, accept)).toBe(language);
});

test.each([
	["America/Bogota", "America/Bogota"],
	["Nowhere/Land", "Europe/Madrid"],
	[undefined, "Europe/Madrid"],
])("time zone %s: %s", (kept, zone) => {
	expect(chooseTimeZone(kept)).toBe(zone);
});
