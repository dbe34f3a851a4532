import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * In legacy mode, because the other one never returns from a frame without scripts, which every mail is shown in. `within`: that part alone.
 * `but`: rules that do not concern it.
 */
export async function expectAccessible(page: Page, { within = "html", but = [] as string[] } = {}) {
	const { violations } = await new AxeBuilder({ page })
		.include(within)
		// To say where all that is right stands takes longer than to find what is wrong.
		.options({ resultTypes: ["violations"] })
		.disableRules(but)
		.setLegacyMode(true)
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" | ")}`)).toEqual([]);
}
