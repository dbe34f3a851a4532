import type { Page } from "@playwright/test";
import { until } from "../support/poll";

/** Watches the page for `word-0.`, `word-1.` and so on: answers when each was first seen, by the clock. */
export async function watchRows(page: Page, word: string): Promise<(index: number) => Promise<number>> {
	await page.evaluate((wanted) => {
		const seen: Record<string, number> = {};
		Object.assign(window, { seen });
		const pattern = new RegExp(`${wanted}-\\d+(?=\\.)`, "g");
		new MutationObserver(() => {
			for (const [found] of document.body.textContent.matchAll(pattern)) seen[found] ??= Date.now();
		}).observe(document.body, { childList: true, subtree: true, characterData: true });
	}, word);
	return (index) =>
		until(() => page.evaluate((found) => (window as unknown as { seen: Record<string, number> }).seen[found], `${word}-${index}`), {
			timeout: 30_000,
			interval: 50,
		});
}
