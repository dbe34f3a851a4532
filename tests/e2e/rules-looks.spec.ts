import { expect, type Page } from "@playwright/test";
import { type Visit, visitAll } from "./support/looks";
import { test } from "./support/test";

const button = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true });
async function open(page: Page, path: string, title?: string) {
	await page.goto(path);
	await expect(page.getByRole("heading", { level: 1, ...(title && { name: title, exact: true }) })).toBeVisible();
	await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
}

async function chatbots({ page, t, look }: Visit) {
	const behaviour = page.getByLabel(t("chatbots.behaviour"), { exact: true });
	await open(page, "/chatbots", t("chatbots.title"));
	await look("chatbots");
	await button(page, t("chatbots.addArticle")).click();
	await expect(page.getByRole("dialog")).toBeVisible();
	await look("chatbots-article");
	await open(page, "/chatbots/1");
	await look("chatbot-script");
	await open(page, "/chatbots/new");
	for (const type of ["ai", "external"]) {
		await behaviour.selectOption(type);
		await look(`chatbot-${type}`);
	}
}

async function settings({ page, t, look }: Visit) {
	await open(page, "/settings/hours");
	await look("hours");
	await open(page, "/settings/translation");
	await page.getByLabel(t("translation.provider"), { exact: true }).selectOption("openai");
	await look("translation");
}

async function automations({ page, t, look }: Visit) {
	await page.goto("/inbox");
	const conversation = (await page.locator("a[data-conversation]").first().getAttribute("data-conversation")) ?? "";
	await open(page, "/automations", t("automations.title"));
	await look("automations");
	await page.getByRole("link", { name: "Guía para el formulario de posventa" }).click();
	await expect(page.getByRole("heading", { name: t("automations.runs.title") })).toBeVisible();
	await look("automation");
	await open(page, "/automations/new");
	await button(page, t("automations.save")).click();
	await expect(page.locator("main [aria-invalid=true]").first()).toBeVisible();
	await page.getByLabel(t("automations.name"), { exact: true }).fill("Devoluciones de los muebles de jardín, en todos los idiomas");
	await button(page, t("automations.addCondition")).click();
	await page.getByLabel(t("automations.value"), { exact: true }).fill("devolucion");
	await page.getByLabel(t("automations.operator"), { exact: true }).selectOption("containsNot");
	await button(page, t("automations.addAction")).click();
	await page.getByLabel(t("automations.message"), { exact: true }).fill("{{customer.firstName}}, {{customer.company}}: hemos recibido tu devolución.");
	await look("automation-new");
	await page.getByLabel(t("automations.dry.conversation")).fill(conversation);
	await button(page, t("automations.dry.run")).click();
	await expect(page.getByText(t("automations.dry.met"))).toBeVisible();
	await page.getByText(t("automations.dry.met")).scrollIntoViewIfNeeded();
	await look("automation-dry-run");
}

async function forms({ page, language, t, look }: Visit) {
	await open(page, "/settings/forms", t("forms.title"));
	await look("forms");
	await page.getByRole("link", { name: "Soporte posventa" }).click();
	await page.waitForURL(/\/settings\/forms\/\d+$/);
	const editor = new URL(page.url()).pathname;
	const hosted = new URL((await page.locator("code").filter({ hasText: "/forms/" }).textContent()) ?? "").pathname;
	await look("form");
	await open(page, `${editor}/submissions`);
	await look("form-submissions");
	await open(page, "/settings/forms/new", t("forms.newTitle"));
	await look("form-new");
	// Its own language is the form's, whoever looks at it.
	if (language !== "es") return;
	await page.goto(hosted);
	await page.getByRole("button", { name: "Enviar" }).click();
	// What is wrong is part of the page too.
	await expect(page.getByRole("alert")).toBeVisible();
	await look("form-hosted");
	await page.goto(`${hosted}?sent`);
	await look("form-thanks");
}

async function templates({ page, look }: Visit) {
	await open(page, "/templates");
	await look("templates");
	await open(page, "/templates?q=xyzzy");
	await look("templates-none");
	await open(page, "/templates/new");
	await look("template-new");
	await open(page, "/templates/1");
	await look("template");
}

for (const [area, visits] of Object.entries({ bots: [chatbots, settings, automations], texts: [forms, templates] }))
	test(`every page and dialog of the ${area} is accessible and fits, in every look and language`, ({ browser }) => visitAll(browser, visits));
