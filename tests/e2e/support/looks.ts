import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./accessible";

const sizes = { 1440: 900, 768: 900, 360: 780 } as const;
type Look = { width: keyof typeof sizes; theme: "light" | "dark" /** Looked at by axe as well. */; axe: boolean };

/** Every width in both themes; axe where the layout or the colours are others. */
export const everyLook: Look[] = [
	{ width: 1440, theme: "light", axe: true },
	{ width: 1440, theme: "dark", axe: false },
	{ width: 768, theme: "dark", axe: false },
	{ width: 768, theme: "light", axe: false },
	{ width: 360, theme: "light", axe: false },
	{ width: 360, theme: "dark", axe: true },
];
/** Where longer words would not fit. */
export const narrowLook: Look[] = [{ width: 360, theme: "light", axe: false }];

/** Shows what is on the page in each look without loading it again: it must fit, be accessible, and leaves a picture of itself. Ends as wide as it began. */
export async function lookAt(page: Page, name: string, looks: Look[]): Promise<void> {
	for (const { width, theme, axe } of looks) {
		await page.setViewportSize({ width, height: sizes[width] });
		await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
		// Colours on their way from one theme to the other are neither's.
		await page.evaluate(() => Promise.all(document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? one.finished.catch(() => {}) : []))));
		await expectNoOverflow(page);
		if (axe) await expectAccessible(page);
		await page.screenshot({ path: `test-results/pages/${name}-${theme}-${width}.png` });
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
