import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessible";
import { chat, signIn } from "./support/operator";

for (const theme of ["light", "dark"] as const) {
	for (const width of [1440, 360]) {
		test(`the chatbots' pages are accessible and fit, ${theme}, ${width} px`, async ({ browser }) => {
			const viewport = { width, height: width === 360 ? 780 : 900 };
			const page = await signIn(browser, "lucia", { colorScheme: theme, viewport, reducedMotion: "reduce" });
			for (const path of ["/chatbots", "/chatbots/new", "/chatbots/1", "/settings/hours"]) {
				await page.goto(path);
				await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
				await expectAccessible(page);
				await expectNoOverflow(page);
				await page.screenshot({ path: `test-results/pages/${path.slice(1).replaceAll("/", "-")}-${theme}-${width}.png` });
			}
		});
	}
}

test("a chatbot is written, tried and saved; what is wrong with it is told at the step", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await page.goto("/chatbots/new");
	await page.getByLabel("Nombre").fill("Saludo");
	const log = page.getByRole("log");
	await page.getByLabel("Escribe un mensaje").fill("Buenas");
	await page.keyboard.press("Enter");
	await expect(log).toContainText("Hola, ¿en qué podemos ayudarte?");
	await expect(log).toContainText("Pasar a una persona");

	await page.getByRole("button", { name: "Añadir un paso" }).click();
	await page.getByRole("menuitem", { name: "Archivar" }).click();
	await expect(page.getByText("Nunca se llega a este paso.")).toBeVisible();
	await page.getByRole("button", { name: "Guardar" }).click();
	await expect(page).toHaveURL(/new$/);
	await page.getByRole("button", { name: "Quitar el paso 3" }).click();
	await page.getByRole("button", { name: "Guardar" }).click();
	await page.waitForURL(/chatbots\/\d+$/);
	await expect(page.getByText("Todavía no ha respondido a nadie.")).toBeVisible();
	await page.getByRole("button", { name: "Eliminar" }).click();
	await page.getByRole("dialog", { name: "¿Eliminar «Saludo»?" }).getByRole("button", { name: "Eliminar" }).click();
	await page.waitForURL(/chatbots$/);
	await expect(page.getByText("Saludo")).toHaveCount(0);
});

test("in the conversation a chatbot is blocked and let by the switch and by «Acciones», and run", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await page.locator("a[data-conversation]").first().click();
	const details = page.getByRole("button", { name: "Detalles" });
	await expect(chat(page)).toBeVisible();
	if ((await details.getAttribute("aria-expanded")) === "false") await details.click();
	const brake = page.getByRole("switch", { name: "«Asistente posventa» responde en esta conversación" });
	await expect(brake).toBeVisible();
	// Where an operator has answered, it is silent at first.
	if ((await brake.getAttribute("aria-checked")) === "false") await brake.click();
	await expect(brake).toBeChecked();
	await page.screenshot({ path: "test-results/pages/bots-conversation.png" });
	await brake.click();
	await expect(brake).not.toBeChecked();
	await expect(chat(page).getByText("bloqueó el chatbot «Asistente posventa»").last()).toBeVisible();
	await chat(page).getByRole("button", { name: "Acciones", exact: true }).click();
	await page.getByRole("menuitem", { name: "Desbloquear «Asistente posventa»" }).click();
	await expect(brake).toBeChecked();
	await chat(page).getByRole("button", { name: "Acciones", exact: true }).click();
	await page.getByRole("menuitem", { name: "Bloquear «Asistente posventa»" }).hover();
	await page.getByRole("menuitem", { name: "1 hora" }).click();
	await expect(page.getByText(/Bloqueado hasta el/)).toBeVisible();
	await brake.click();
	await page.getByRole("button", { name: "Ejecutar «Asistente posventa» ahora" }).click();
	await expect(chat(page).getByText("Hola, soy el asistente de posventa").last()).toBeVisible();
});
