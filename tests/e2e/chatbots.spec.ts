import { expect } from "@playwright/test";
import { chat, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

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
	await page.getByLabel("Nombre").fill("Saludo nuevo");
	await page.getByRole("main").getByRole("link", { name: "Chatbots" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "Seguir editando" }).click();
	await expect(page.getByLabel("Nombre")).toHaveValue("Saludo nuevo");
	await page.getByLabel("Nombre").fill("Saludo");
	await page.getByRole("button", { name: "Eliminar" }).click();
	await page.getByRole("dialog", { name: "¿Eliminar «Saludo»?" }).getByRole("button", { name: "Eliminar" }).click();
	await page.waitForURL(/chatbots$/);
	await expect(page.getByText("Saludo")).toHaveCount(0);

	// What was typed about an article is there again, though its dialog was closed.
	const dialog = page.getByRole("dialog");
	await page.getByRole("button", { name: "Nuevo artículo" }).click();
	await dialog.getByLabel("Texto").fill("Un texto muy largo");
	await page.keyboard.press("Escape");
	await expect(dialog).toHaveCount(0);
	await page.getByRole("button", { name: "Nuevo artículo" }).click();
	await expect(dialog.getByLabel("Texto")).toHaveValue("Un texto muy largo");
	// It is asked once more before one is gone.
	await dialog.getByLabel("Título").fill("Recogida en tienda");
	await dialog.getByRole("button", { name: "Guardar" }).click();
	const article = page.getByRole("button", { name: /^Recogida en tienda/ });
	await article.click();
	await dialog.getByRole("button", { name: "Eliminar", exact: true }).click();
	await dialog.getByRole("button", { name: "¿Eliminar el artículo?" }).click();
	await expect(dialog).toHaveCount(0);
	await expect(article).toHaveCount(0);
});

test("in the conversation a chatbot is blocked, let and run by the details, «Acciones» and the palette; an answer pauses it; all is on record", async ({
	browser,
}) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	const [name, bot] = ["Bruno Freno", "«Asistente posventa»"];
	await writeMail("bruno.freno@cliente.example", name, "Una consulta", "Buenos días, tengo una consulta sobre mi mesa.");
	await row(page, name).click();
	const timeline = chat(page, name);
	await expect(timeline).toBeVisible();
	const details = page.getByRole("button", { name: "Detalles" });
	if ((await details.getAttribute("aria-expanded")) === "false") await details.click();
	const brake = page.getByRole("switch", { name: `${bot} responde en esta conversación` });
	const actions = async (item: string) => {
		await timeline.getByRole("button", { name: "Acciones", exact: true }).click();
		await page.getByRole("menuitem", { name: item }).click();
	};

	await test.step("by the switch, until it is unblocked in «Acciones»", async () => {
		await expect(brake).toBeChecked();
		await brake.click();
		await expect(page.getByText("Bloqueado aquí")).toBeVisible();
		await expect(timeline.getByText(`bloqueó el chatbot ${bot}`)).toHaveCount(1);
		await actions(`Desbloquear ${bot}`);
		await expect(brake).toBeChecked();
		await expect(timeline.getByText(`desbloqueó el chatbot ${bot}`)).toBeVisible();
	});

	await test.step("for an hour in «Acciones», for a day in the details", async () => {
		await actions(`Bloquear ${bot}`);
		await page.getByRole("menuitem", { name: "1 hora" }).click();
		await expect(page.getByText(/Bloqueado hasta el/)).toBeVisible();
		await brake.click();
		await expect(brake).toBeChecked();
		await page.getByRole("button", { name: `Bloquear ${bot} un tiempo` }).click();
		await page.getByRole("menuitem", { name: "24 horas" }).click();
		await expect(page.getByText(/Bloqueado hasta el/)).toBeVisible();
		await expect(timeline.getByText(new RegExp(`bloqueó el chatbot ${bot} hasta el`))).toHaveCount(2);
		await page.screenshot({ path: "test-results/bots/blocked.png" });
	});

	await test.step("blocked it does not even run when it is told to; the palette lets it", async () => {
		await page.getByRole("button", { name: `Ejecutar ${bot} ahora` }).click();
		await expect(timeline.getByText(`${bot} no se ejecutó`)).toBeVisible();
		await page.keyboard.press("Escape");
		await page.keyboard.press("ControlOrMeta+k");
		const palette = page.getByRole("dialog", { name: "Paleta de órdenes" });
		await expect(palette.getByRole("option", { name: `Ejecutar ${bot} ahora` })).toBeVisible();
		await page.keyboard.type("desbloquear");
		await page.keyboard.press("Enter");
		await expect(brake).toBeChecked();
	});

	await test.step("run now, it speaks; answered by a person, it pauses", async () => {
		await page.getByRole("button", { name: `Ejecutar ${bot} ahora` }).click();
		await expect(timeline.getByText("Hola, soy el asistente de posventa")).toBeVisible();
		await expect(timeline.getByText(`ejecutó el chatbot ${bot}`)).toBeVisible();
		const field = timeline.getByRole("textbox", { name: "Respuesta" });
		await field.click();
		await field.pressSequentially("Hola, Bruno: te contesto yo.");
		await field.press("ControlOrMeta+Enter");
		await expect(page.getByText("En pausa: la lleva una persona")).toBeVisible({ timeout: 40_000 });
		await expect(brake).not.toBeChecked();
		await page.screenshot({ path: "test-results/bots/paused.png" });
	});

	await test.step("the run is on the chatbot's page: what set it off, what it said", async () => {
		await page.goto("/chatbots/1");
		const run = page.getByRole("listitem").filter({ has: page.getByRole("link", { name }) });
		await expect(run.first()).toContainText("Lo ejecutó una persona");
		await expect(run.first()).toContainText("Hola, soy el asistente de posventa");
		await page.screenshot({ path: "test-results/bots/runs.png", fullPage: true });
	});
});

test("the chatbots stand in the details from the beginning: nothing below them moves once what they are held by has come", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	const [name, bot] = ["Quieta Parada", "«Asistente posventa»"];
	await writeMail("quieta.parada@cliente.example", name, "Nada se mueve", "Hola.");
	await row(page, name).click();
	await page.waitForURL(/\/inbox\/\d+/);
	await expect(chat(page, name)).toBeVisible();
	const address = page.url();
	const details = page.getByRole("complementary", { name: "Detalles" });
	const brake = details.getByRole("switch", { name: `${bot} responde en esta conversación` });
	const below = details.getByRole("region", { name: "Etiquetas" });

	/** Opens it with all that the page asks for later held back, until it has been seen where the next part stands. */
	async function open(words: string) {
		const html = await (await page.request.get(address)).text();
		let letGo = () => {};
		const held = new Promise<void>((resolve) => (letGo = resolve));
		await page.route(/\/chatbots$|\/_next\/static\/chunks\//, async (route) => {
			if (!html.includes(new URL(route.request().url()).pathname.split("/").at(-1) ?? "")) await held;
			await route.continue();
		});
		await page.goto(address, { waitUntil: "commit" });
		await expect(details.getByRole("region", { name: "Chatbots" })).toContainText(words);
		await expect(below).toBeVisible();
		const before = (await below.boundingBox())?.y;
		expect(before).toBeGreaterThan(0);
		expect(await brake.count()).toBe(0);
		letGo();
		await expect(brake).toBeVisible();
		expect((await below.boundingBox())?.y).toBe(before);
		await page.unrouteAll({ behavior: "wait" });
	}
	await open("Asistente posventa");
	await brake.click();
	await expect(details.getByText("Bloqueado aquí")).toBeVisible();
	await open("Bloqueado aquí");
});
