import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { inEachLanguage } from "./support/looks";
import { chat, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

const editor = (page: Page) => page.locator("[contenteditable=true][role=textbox]").first();

test("emoji are found in Spanish by keyboard alone: in the picker with a skin tone, among the last ones, and by their name after a colon", async ({
	browser,
}) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	await writeMail("emma.emoji@cliente.example", "Emma Emoji", "Caritas", "Hola");
	await row(page, "Emma Emoji").first().click();
	const field = chat(page, "Emma Emoji").getByRole("textbox", { name: "Respuesta" });
	await field.click();
	await expect(editor(page)).toBeFocused();

	await test.step("after a colon", async () => {
		const list = page.getByRole("listbox", { name: "Emojis que coinciden" });
		await page.keyboard.type("Gracias :coraz");
		await expect(list.getByRole("option").first()).toBeVisible();
		await expect(list.getByRole("option", { selected: true })).toHaveCount(1);
		await expect(editor(page)).toHaveAttribute("aria-activedescendant", /.+/);
		await expectAccessible(page);
		await page.screenshot({ path: "test-results/writing/emoji-suggestions.png" });
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("Enter");
		await expect(field).toHaveText("Gracias ❤️");
		await expect(list).toHaveCount(0);
		await page.keyboard.type(" a las 10:30 :pulg");
		await expect(list.getByRole("option").first()).toBeVisible();
		await page.keyboard.press("Escape");
		await expect(list).toHaveCount(0);
		await expect(editor(page)).toBeFocused();
		await expect(field).toHaveText("Gracias ❤️ a las 10:30 :pulg");
		await page.keyboard.press("ControlOrMeta+a");
		await page.keyboard.press("Backspace");
	});

	await test.step("in the picker", async () => {
		const picker = page.getByRole("dialog", { name: "Emoji", exact: true });
		const open = async () => {
			await chat(page).getByRole("button", { name: "Emoji", exact: true }).first().focus();
			await page.keyboard.press("Enter");
			await expect(picker.locator("input[type=search]")).toBeFocused();
		};
		await open();
		await picker.getByRole("button", { name: "Elige el tono de piel predeterminado" }).focus();
		await page.keyboard.press("Enter");
		const tones = picker.locator("[role=radiogroup] input[type=radio]");
		await expect(tones.first()).toBeFocused();
		for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await picker.locator("input[type=search]").focus();
		await page.keyboard.type("pulgar hacia arriba");
		await expect(picker.getByRole("option", { name: /👍/ }).first()).toBeVisible();
		await expect(picker.getByRole("option", { selected: true })).toHaveCount(1);
		await expect(picker.getByRole("combobox")).toHaveAttribute("aria-activedescendant", "emoji-marked");
		await expectAccessible(page);
		await page.screenshot({ path: "test-results/writing/emoji-search.png" });
		await page.keyboard.press("Enter");
		await expect(field).toHaveText("👍🏽");
		await expect(picker).toHaveCount(0);
		await open();
		await expect(picker.getByText("Usados con frecuencia").first()).toBeVisible();
		await expect(picker.getByRole("option", { name: /👍🏽/ }).first()).toBeVisible();
		await page.keyboard.press("Escape");
		await expect(picker).toHaveCount(0);
	});
});

test("writing looks right and is accessible in three languages, light and dark, wide and narrow", async ({ browser }) => {
	test.setTimeout(600_000);
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	await writeMail("vera.vista@cliente.example", "Vera Vista", "Una pregunta larga sobre mi pedido y otras cosas", "Hola, ¿cuándo llega?");
	await row(page, "Vera Vista").first().click();
	await expect(chat(page, "Vera Vista")).toContainText("¿cuándo llega?");
	const address = page.url();

	await inEachLanguage(page, async ({ t, look }) => {
		await page.goto(address);
		const form = page.locator("form").filter({ has: page.getByRole("textbox", { name: t("composer.textLabel.reply") }) });
		await form.getByRole("textbox", { name: t("composer.textLabel.reply") }).click();
		await expect(editor(page)).toBeFocused();
		await page.keyboard.type("Hola, Vera. ");
		await look("composer");

		await form.getByRole("button", { name: t("composer.emoji") }).click();
		await expect(page.getByRole("dialog", { name: t("composer.emoji") }).locator("input[type=search]")).toBeVisible();
		await look("emoji");
		await page.keyboard.press("Escape");

		await form.getByRole("button", { name: t("templates.title"), exact: true }).click();
		await expect(
			page
				.getByRole("dialog", { name: t("templates.title") })
				.getByRole("option")
				.first(),
		).toBeVisible();
		await look("template-picker");
		await page.keyboard.press("Escape");

		await form.getByRole("button", { name: t("composer.sendOptions") }).click();
		await page.getByRole("menuitem", { name: t("composer.sendLater") }).click();
		await expect(page.getByLabel(t("composer.schedule.at"))).toBeVisible();
		await look("schedule");
		await page.keyboard.press("Escape");

		await page.locator("li[data-item]").last().hover();
		await page
			.getByRole("button", { name: t("actions.menu.messageActions") })
			.last()
			.click();
		await page.getByRole("menuitem", { name: t("composer.kind.forward") }).click();
		await expect(page.getByRole("textbox", { name: t("composer.to"), exact: true })).toBeVisible();
		await look("forward");
		await editor(page).click();
		await page.keyboard.press("ControlOrMeta+a");
		await page.keyboard.press("Backspace");

		await page.goto("/templates/1");
		await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
		await look("template-page");
	});
});
