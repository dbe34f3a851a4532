import fs from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expectFits } from "./layout";
import { signIn } from "./operator";
import { test } from "./test";

const sizes = { 1440: 900, 768: 900, 360: 780 } as const;
/** `axe`: looked at by it as well. */
type Look = { width: keyof typeof sizes; theme: "light" | "dark"; axe?: true; picture?: true };

/** Every width and theme; axe where the layout or the colours are others. */
export const everyLook: Look[] = [
	{ width: 1440, theme: "light", axe: true, picture: true },
	{ width: 1440, theme: "dark", picture: true },
	{ width: 768, theme: "light", picture: true },
	{ width: 360, theme: "light", picture: true },
	{ width: 360, theme: "dark", axe: true, picture: true },
];
/** What opens on top of a page that was looked at already. */
const partLooks: Look[] = [
	{ width: 1440, theme: "light", axe: true, picture: true },
	{ width: 360, theme: "dark", axe: true, picture: true },
];
/** Where longer words would not fit. */
const narrowLook: Look[] = [{ width: 360, theme: "light" }];

/** Shows what is on the page in each look without loading it again: it must fit, be accessible, and leave a picture of itself. Ends as wide as it began. */
export async function lookAt(page: Page, name: string, looks: Look[]): Promise<void> {
	const before = page.viewportSize();
	for (const { width, theme, axe, picture } of looks) {
		await page.setViewportSize({ width, height: sizes[width] });
		await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
		// Colours on their way from one theme to the other are neither's.
		await page.evaluate(() => Promise.all(document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? one.finished.catch(() => {}) : []))));
		await expectFits(page);
		// A menu floats outside of the landmarks, and closes before anybody gets there.
		if (axe) await expectAccessible(page, { but: (await page.getByRole("menu").count()) > 0 ? ["region"] : [] });
		if (picture) await page.screenshot({ path: `test-results/pages/${name}-${theme}-${width}.png` });
	}
	if (before) await page.setViewportSize(before);
	await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

/** `t`: the interface's own texts in the language. `look`: at what is on the page, in Spanish in every look, else where it is narrow. `glance`: at what is on top of it. */
export type Visit = {
	page: Page;
	language: string;
	t: ReturnType<typeof wordsOf>;
	look: (name: string) => Promise<void>;
	glance: (name: string) => Promise<void>;
};

/** The same in every language, the usual one last: the page is left in it. */
export async function inEachLanguage(page: Page, visit: (visit: Visit) => Promise<void>): Promise<void> {
	for (const language of ["en", "it", "es"]) {
		await page.context().addCookies([{ name: "locale", value: language, url: new URL(page.url()).origin }]);
		const at = (looks: Look[]) => (name: string) => lookAt(page, `${name}-${language}`, language === "es" ? looks : narrowLook);
		await visit({ page, language, t: wordsOf(language), look: at(everyLook), glance: at(partLooks) });
	}
}

/** Goes on all of these visits, signed in once, in every language. */
export async function visitAll(browser: Browser, visits: ((visit: Visit) => Promise<void>)[]): Promise<void> {
	test.setTimeout(600_000);
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	await inEachLanguage(page, async (visit) => {
		for (const one of visits) await test.step(`${visit.language}: ${one.name}`, () => one(visit));
	});
}

type Words = { [key: string]: string | Words };

/** The interface's own texts in a language, as "namespace.key.key". */
function wordsOf(language: string): (path: string, values?: Record<string, string>) => string {
	return (path, values = {}) => {
		const [namespace, ...keys] = path.split(".");
		let found: string | Words | undefined = JSON.parse(fs.readFileSync(`lib/i18n/messages/${language}/${namespace}.json`, "utf8"));
		for (const key of keys) found = typeof found === "object" ? found[key] : undefined;
		if (typeof found !== "string") throw new Error(`${language} has no ${path}`);
		return found.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
	};
}
