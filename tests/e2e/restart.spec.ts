import { expect, type Page } from "@playwright/test";
import { chat, row, signIn } from "./support/operator";
import { sandboxOf } from "./support/sandbox";
import { startStack } from "./support/stack";
import { test } from "./support/test";

const keep = (page: Page) => page.evaluate(() => Object.assign(window, { kept: true }));

test("all servers are put anew under open pages: they say so, keep what is typed, and are right again by themselves", async ({ browser }) => {
	test.setTimeout(600_000);
	const stack = await startStack();
	try {
		const lucia = await signIn(browser, "lucia", { baseURL: stack.url });
		const write = (subject: string, text: string) =>
			sandboxOf(stack).mail("nuria.nueva@cliente.example", "soporte@example.com", text, { fromName: "Nuria Nueva", subject });
		await write("Antes de todo", "Hola, soy Nuria.");
		await row(lucia, "Antes de todo").click();
		await expect(chat(lucia, "Nuria Nueva")).toContainText("soy Nuria");
		const record = await lucia.context().newPage();
		await record.goto((await lucia.locator("#details").getByRole("link", { name: "Abrir ficha completa" }).getAttribute("href")) ?? "");
		await record.getByRole("button", { name: /^Empresa/ }).click();
		await record.getByRole("textbox", { name: "Empresa" }).fill("A medio escribir");
		const customers = await lucia.context().newPage();
		await customers.goto("/customers?q=nuria%20nueva");
		const inbox = await lucia.context().newPage();
		await inbox.goto("/scheduled");
		const pages = [lucia, record, customers, inbox];
		for (const page of pages) await keep(page);
		await chat(lucia).getByRole("textbox", { name: "Respuesta" }).click();
		await lucia.keyboard.type("Sigue aquí");

		for (const name of ["web", "realtime", "worker"] as const) await stack.kill(name);
		for (const page of pages) await expect(page.getByText("Sin conexión").or(page.getByText("reconect")).first()).toBeVisible({ timeout: 30_000 });
		stack.start("web");
		await lucia.waitForTimeout(8000);
		for (const name of ["worker", "realtime"] as const) stack.start(name);
		await write("Durante el cambio", "¿Estáis?");
		for (const page of pages) await expect(page.getByText(/Sin conexión|econect/)).toHaveCount(0, { timeout: 60_000 });
		await expect(row(lucia, "Durante el cambio")).toBeVisible();
		await expect(lucia.locator("#details")).toContainText("Durante el cambio");
		await expect(record.getByRole("region", { name: "Conversaciones" }).getByRole("link")).toHaveCount(2);
		await expect(customers.getByRole("row").filter({ hasText: "Nuria Nueva" }).getByRole("cell").last()).toHaveText("2");
		await expect(record.getByRole("textbox", { name: "Empresa" })).toHaveValue("A medio escribir");
		await lucia.keyboard.press("ControlOrMeta+Enter");
		await expect(chat(lucia)).toContainText("Entregado");
		for (const page of pages) expect(await page.evaluate(() => "kept" in window)).toBe(true);
	} finally {
		await stack.stop();
	}
});
