import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { inEachLanguage } from "./support/looks";
import { chat, signIn } from "./support/operator";
import { test } from "./support/test";

const box = (page: Page) => page.getByRole("textbox", { name: "Buscar", exact: true });
const results = (page: Page) => page.locator("a[data-result]:not([data-result^=customer])");

test("an accentless word finds the message, marked, and opens the conversation there", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await page.keyboard.press("/");
	await expect(box(page)).toBeFocused();
	await page.keyboard.type("confirmacion");
	const hit = results(page).first();
	await expect(hit.locator("mark").first()).toHaveText(/confirmación/i);
	await expect(page).toHaveURL(/q=confirmacion/);
	await expectAccessible(page);

	const at = await hit.getAttribute("data-result");
	await page.keyboard.press("ArrowDown");
	while (!(await hit.evaluate((element) => element === document.activeElement))) await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await page.waitForURL(new RegExp(`at=${at}`));
	await expect(chat(page).locator(`[data-item="${at}"]`)).toBeInViewport();
	await expect(hit).toHaveAttribute("aria-current", "true");
	await page.goBack();
	await expect(page).toHaveURL(/inbox\?q=confirmacion/);
	await expect(box(page)).toHaveValue("confirmacion");
});

test("notes are found, and phrases only as they stand", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await box(page).fill('"domicilio nuevo"');
	const note = results(page).filter({ hasText: "Nota interna" });
	await expect(note.first()).toContainText("El domicilio nuevo ya está en la ficha");
	await box(page).fill('"nuevo domicilio fiscal ya"');
	await expect(page.getByText("Sin resultados").first()).toBeVisible();
});

test("operators: suggested, inserted, obeyed; Escape brings the list back", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await box(page).fill("is:f");
	await page.getByRole("button", { name: "is:flagged" }).click();
	await expect(box(page)).toHaveValue("is:flagged ");
	await expect(results(page).first()).toBeVisible();
	await box(page).press("Escape");
	await expect(page).not.toHaveURL(/q=/);
	await expect(page.locator("a[data-conversation]").first()).toBeVisible();
});

test("whatever is typed, nothing breaks and nothing stalls; what was searched for comes again when the box is entered", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	const broken: string[] = [];
	page.on("pageerror", (error) => void broken.push(String(error)));
	page.on("response", (response) => void (response.status() >= 400 && broken.push(`${response.status()} ${response.url().slice(0, 100)}`)));
	const words = ["👍🏽", "50%", "a_b", "' OR 1=1 --", "a & | ! b", "<script>alert(1)</script>", "مرحبا بكم", "שלום", "日本語の検索", "น้ำ"];
	for (const text of [...words, "seguimiento ".repeat(900), "検索".repeat(5000)]) {
		const answered = page.waitForResponse((response) => response.url().includes("/api/search"));
		await box(page).fill("");
		await page.keyboard.insertText(text);
		await answered;
	}
	// There is nothing to look for in these.
	for (const text of ["%", "_", '"', "(", "\\", ":*"]) await box(page).fill(text);
	await box(page).fill("confirmacion");
	await expect(results(page).first().locator("mark").first()).toHaveText(/confirmación/i);
	expect(broken).toEqual([]);
	await results(page).first().click();
	await page.waitForURL(/at=/);
	await page.goto("/inbox");
	await box(page).click();
	await page.getByRole("region", { name: "Búsquedas recientes" }).getByRole("button", { name: "confirmacion" }).click();
	await expect(results(page).first().locator("mark").first()).toHaveText(/confirmación/i);
});

test("the results page: the same search with the whole page to itself, in every look and language", async ({ browser }) => {
	test.setTimeout(200_000);
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	await inEachLanguage(page, async ({ t, look }) => {
		await page.goto("/search?q=zzzzqq");
		await expect(page.getByText(t("search.emptyTitle")).first()).toBeVisible();
		await look("search-none");
		await page.goto("/search?q=confirmacion");
		await expect(results(page).first().locator("mark").first()).toHaveText(/confirmación/i);
		await look("search");
	});
	const at = await results(page).first().getAttribute("data-result");
	await results(page).first().click();
	await page.waitForURL(new RegExp(`/inbox/\\d+.*at=${at}`));
	await expect(chat(page).locator(`[data-item="${at}"]`)).toBeInViewport();
	await page.goBack();
	await expect(box(page)).toHaveValue("confirmacion");
});
