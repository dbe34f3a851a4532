import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./accessible";

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
/** Where longer words would not fit. */
export const narrowLook: Look[] = [{ width: 360, theme: "light" }];

/** Shows what is on the page in each look without loading it again: it must fit, be accessible, and leave a picture of itself. Ends as wide as it began. */
export async function lookAt(page: Page, name: string, looks: Look[]): Promise<void> {
	for (const { width, theme, axe, picture } of looks) {
		await page.setViewportSize({ width, height: sizes[width] });
		await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
		// Colours on their way from one theme to the other are neither's.
		await page.evaluate(() => Promise.all(document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? one.finished.catch(() => {}) : []))));
		await expectNoOverflow(page);
		if (axe) await expectAccessible(page);
		if (picture) await page.screenshot({ path: `test-results/pages/${name}-${theme}-${width}.png` });
	}
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

type Words = { [key: string]: string | Words };

/** The interface's own texts in a language, as "namespace.key.key". */
export function wordsOf(language: string): (path: string, values?: Record<string, string>) => string {
	return (path, values = {}) => {
		const [namespace, ...keys] = path.split(".");
		let found: string | Words | undefined = JSON.parse(fs.readFileSync(`lib/i18n/messages/${language}/${namespace}.json`, "utf8"));
		for (const key of keys) found = typeof found === "object" ? found[key] : undefined;
		if (typeof found !== "string") throw new Error(`${language} has no ${path}`);
		return found.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
	};
}
