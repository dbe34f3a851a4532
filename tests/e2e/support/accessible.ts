import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** In legacy mode, because the other one never returns from a frame without scripts, which every mail is shown in. */
export async function expectAccessible(page: Page) {
	const { violations } = await new AxeBuilder({ page })
		.setLegacyMode(true)
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" | ")}`)).toEqual([]);
}

/** Nothing may stick out to the right. */
export async function expectNoOverflow(page: Page) {
	expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}
