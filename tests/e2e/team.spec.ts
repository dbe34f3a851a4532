import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible } from "./support/accessible";
import { expectFits } from "./support/layout";
import { chat, row, signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

async function expectGood(page: Page, name: string) {
	await expectAccessible(page);
	await expectFits(page);
	await page.screenshot({ path: `test-results/pages/${name}.png` });
}

/** What Jorge was told of in other tests is read. */
async function readAll() {
	const sql = postgres(ownStack().database, { max: 1 });
	await sql`UPDATE notifications SET read_at = now() WHERE user_id = (SELECT id FROM users WHERE email = 'jorge@example.com') AND read_at IS NULL`;
	await sql.end();
}

test("a colleague is invited by mail, joins with the link, and is let go again", async ({ browser }) => {
	const lucia = await signIn(browser, "lucia");
	await lucia.goto("/settings/users");
	await lucia.getByRole("button", { name: "Invitar" }).click();
	await lucia.getByRole("dialog").getByLabel("Email", { exact: true }).fill("bruno@equipo.example");
	await lucia.getByRole("dialog").getByLabel("Idioma del correo").selectOption("it");
	await lucia.getByRole("button", { name: "Enviar invitación" }).click();
	await expect(lucia.getByText("Invitación enviada a bruno@equipo.example")).toBeVisible();
	await expect(lucia.getByRole("region", { name: "Invitaciones pendientes" })).toContainText("bruno@equipo.example");

	const link = await test.step("the mail reaches the address", async () => {
		const sandbox = await lucia.context().newPage();
		let found: string | undefined;
		await expect(async () => {
			await sandbox.goto("/sandbox?as=bruno%40equipo.example&name=Bruno");
			const shown = await Promise.all(sandbox.frames().map((frame) => frame.content()));
			found = /\/invitation\/[\w-]{43}/.exec(shown.join(" "))?.[0];
			expect(found).toBeTruthy();
		}).toPass({ timeout: 60_000 });
		return found ?? "";
	});

	const context = await browser.newContext({ locale: "es-ES", timezoneId: "America/New_York", viewport: { width: 1440, height: 900 } });
	const bruno = await context.newPage();
	await bruno.goto(link);
	await expect(bruno.getByRole("heading", { name: "Unisciti alla squadra" })).toBeVisible();
	await expectGood(bruno, "invitation");
	await bruno.getByLabel("Nome e cognome").fill("Bruno Neri");
	await bruno.getByLabel("Password", { exact: true }).fill("corta");
	await bruno.getByRole("button", { name: "Entra" }).click();
	await expect(bruno.getByText(/almeno 12|al menos 12/)).toBeVisible();
	await expect(bruno.getByLabel("Nome e cognome")).toHaveValue("Bruno Neri");
	await bruno.getByLabel("Password", { exact: true }).fill("una frase che ricordo");
	await bruno.getByRole("button", { name: "Entra" }).click();
	await bruno.waitForURL("**/inbox");
	await expect(bruno.locator("a[data-conversation]").first()).toBeVisible();
	await bruno.goto("/settings/profile");
	await expect(bruno.getByLabel("Fuso orario")).toHaveValue("America/New_York");
	await bruno.goto(link);
	await expect(bruno.getByRole("heading", { level: 1 })).toHaveText(/ya no sirve|non vale più/);
	await bruno.goto("/settings/users");
	await expect(bruno.getByRole("list", { name: /Utenti|Usuarios/ })).toHaveCount(0);

	await test.step("who invited sees them come; their sessions end while they write, and what they wrote is there when they are back", async () => {
		const more = lucia.getByRole("button", { name: "Acciones para Bruno Neri" });
		await expect(more).toBeVisible();
		await writeMail("iris@cliente.example", "Iris Peña", "Una mesa", "¿Sigue a la venta?");
		await bruno.goto("/inbox");
		await row(bruno, "Iris Peña").click();
		const field = bruno.getByRole("textbox", { name: "Risposta" });
		await field.click();
		await bruno.keyboard.type("Stavo scrivendo questo");
		await more.click();
		await lucia.getByRole("menuitem", { name: "Sesiones abiertas…" }).click();
		await lucia.getByRole("button", { name: "Cerrar todas" }).click();
		await expect(bruno.getByText("La tua sessione è terminata.")).toBeVisible();
		await expectGood(bruno, "session-ended");
		const left = new URL(bruno.url()).pathname;
		await bruno.getByRole("link", { name: "Accedi" }).click();
		await bruno.locator("input[name=email]").fill("bruno@equipo.example");
		await bruno.locator("input[name=password]").fill("una frase che ricordo");
		await bruno.locator("button[type=submit]").click();
		await bruno.waitForURL(`**${left}`);
		await expect(field).toHaveText("Stavo scrivendo questo");
		await field.fill("");
		await lucia.keyboard.press("Escape");
	});
	await lucia.getByRole("button", { name: "Acciones para Bruno Neri" }).click();
	await lucia.getByRole("menuitem", { name: "Desactivar…" }).click();
	await lucia.getByRole("button", { name: "Desactivar", exact: true }).click();
	await expect(lucia.getByText("Bruno Neri ya no puede entrar")).toBeVisible();
	await bruno.goto("/inbox");
	await bruno.waitForURL(/sign-in/);
});

test("a colleague is named in a note and assigned: the bell tells, live, and leads there; reading it reads the notice", async ({ browser }) => {
	await readAll();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await jorge.goto("/settings/profile");
	await writeMail("vera@cliente.example", "Vera Soto", "Factura equivocada", "La factura lleva otro nombre.");
	await row(lucia, "Vera Soto").click();
	await expect(chat(lucia, "Vera Soto")).toContainText("otro nombre");
	await lucia.keyboard.press("n");
	await lucia.keyboard.type("@jor");
	await expect(lucia.getByRole("listbox", { name: "Mencionar a" })).toBeVisible();
	await expectGood(lucia, "note-mention");
	await lucia.keyboard.press("Enter");
	await lucia.keyboard.type("mira la factura");
	await lucia.keyboard.press("ControlOrMeta+Enter");
	await expect(chat(lucia).locator("strong", { hasText: "@Jorge Sanz" })).toBeVisible();

	const bell = jorge.getByRole("button", { name: /^Avisos: 1 aviso/ });
	await expect(bell).toBeVisible();
	await bell.click();
	await jorge.screenshot({ path: "test-results/pages/bell-open.png" });
	await jorge.getByRole("link", { name: /Lucía Méndez te ha mencionado/ }).click();
	await expect(chat(jorge, "Vera Soto")).toContainText("@Jorge Sanz mira la factura");
	await expect(jorge.getByRole("button", { name: "Avisos", exact: true })).toBeVisible();

	await test.step("the author writes the note anew, and takes it away; the other sees both", async () => {
		await chat(lucia).getByRole("button", { name: "Acciones de la nota" }).click();
		await lucia.getByRole("menuitem", { name: "Editar" }).click();
		const text = chat(lucia).getByRole("textbox", { name: "Texto de la nota" });
		await text.fill("");
		await lucia.keyboard.type("@jor");
		await expect(lucia.getByRole("listbox", { name: "Mencionar a" })).toBeVisible();
		await lucia.keyboard.press("Enter");
		await expect(text).toHaveValue("@Jorge Sanz ");
		await lucia.keyboard.type("mira la factura 4417");
		await lucia.keyboard.press("ControlOrMeta+Enter");
		await expect(chat(jorge)).toContainText("mira la factura 4417");
		await expect(chat(jorge)).toContainText("editada");
		await chat(lucia).getByRole("button", { name: "Acciones de la nota" }).click();
		await lucia.getByRole("menuitem", { name: "Eliminar la nota" }).click();
		await lucia.getByRole("menuitem", { name: "Eliminar la nota" }).click();
		await expect(chat(jorge)).not.toContainText("mira la factura 4417");
		await expect(chat(jorge)).toContainText("Lucía Méndez eliminó una nota interna");
	});
});

test("what was told of a note or a conversation goes from the bell with it", async ({ browser }) => {
	test.slow();
	await readAll();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await jorge.goto("/settings/profile");
	await writeMail("rita@cliente.example", "Rita Breve", "Se borrará", "Dos líneas.");
	await row(lucia, "Rita Breve").click();
	await expect(chat(lucia, "Rita Breve")).toBeVisible();
	const mention = async (text: string) => {
		await chat(lucia).locator("[data-write-note]").click();
		await lucia.keyboard.type(`@Jorge Sanz ${text}`);
		await lucia.keyboard.press("ControlOrMeta+Enter");
		await expect(jorge.getByRole("button", { name: /^Avisos: 1 aviso/ })).toBeVisible();
	};
	await mention("una nota");
	await chat(lucia).getByRole("button", { name: "Acciones de la nota" }).click();
	await lucia.getByRole("menuitem", { name: "Eliminar la nota" }).click();
	await lucia.getByRole("menuitem", { name: "Eliminar la nota" }).click();
	await expect(jorge.getByRole("button", { name: "Avisos", exact: true })).toBeVisible();

	await mention("otra nota");
	await lucia.keyboard.press("Escape");
	await lucia.keyboard.press("Delete");
	await lucia.getByRole("dialog").getByRole("textbox").fill("eliminar");
	await lucia.keyboard.press("Enter");
	await expect(jorge.getByRole("button", { name: "Avisos", exact: true })).toBeVisible();
});

test("who looks at a conversation is told nothing of it; who has it in a hidden tab is told, and is not said to be here", async ({ browser }) => {
	test.slow();
	await readAll();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await writeMail("olga@cliente.example", "Olga Serna", "Entrega de la mesa", "¿Cuándo llega la mesa?");
	await row(lucia, "Olga Serna").click();
	await expect(chat(lucia, "Olga Serna")).toBeVisible();
	await jorge.goto(lucia.url());
	await expect(chat(lucia)).toContainText("Jorge Sanz también está aquí");
	const mention = async (text: string) => {
		await chat(lucia).locator("[data-write-note]").click();
		await lucia.keyboard.type("@jor");
		await expect(lucia.getByRole("listbox", { name: "Mencionar a" })).toBeVisible();
		await lucia.keyboard.press("Enter");
		await lucia.keyboard.type(text);
		await lucia.keyboard.press("ControlOrMeta+Enter");
		await expect(chat(jorge)).toContainText(text);
	};
	await mention("mira esto");

	// As the browser tells a page that another tab lies over it.
	await jorge.evaluate(() => {
		Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
		document.dispatchEvent(new Event("visibilitychange"));
	});
	await expect(chat(lucia)).not.toContainText("Jorge Sanz también está aquí");
	await mention("y esto también");
	// Of the second one alone.
	await expect(jorge.getByRole("button", { name: /^Avisos/ })).toHaveAttribute("aria-label", /^Avisos: 1 /);
	await jorge.evaluate(() => {
		Reflect.deleteProperty(document, "visibilityState");
		document.dispatchEvent(new Event("visibilitychange"));
	});
	await expect(chat(lucia)).toContainText("Jorge Sanz también está aquí");
});

test("the bell's list goes on by itself, however much is unread", async ({ browser }) => {
	await readAll();
	const sql = postgres(ownStack().database, { max: 1 });
	await sql`INSERT INTO notifications (user_id, kind, subject, conversation_id)
		SELECT u.id, 'assigned', 'event:many' || i, (SELECT min(id) FROM conversations) FROM users u, generate_series(1, 130) i WHERE u.email = 'jorge@example.com'`;
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await jorge.goto("/settings/profile");
	await jorge.getByRole("button", { name: /^Avisos: 100 / }).click();
	const list = jorge.getByRole("dialog", { name: "Avisos" });
	await expect(list.getByText("Se te ha asignado una conversación").first()).toBeVisible();
	await writeMail("saul@cliente.example", "Saúl Ibarra", "Una lámpara", "¿La tenéis en azul?");
	await row(lucia, "Saúl Ibarra").click();
	await expect(chat(lucia, "Saúl Ibarra")).toBeVisible();
	await lucia.getByRole("button", { name: "Asignar usuarios" }).click();
	await lucia.getByRole("option", { name: /Jorge Sanz/ }).click();
	await expect(list.getByRole("listitem").first()).toContainText("Lucía Méndez te ha asignado una conversación");
	await sql`DELETE FROM notifications WHERE subject LIKE 'event:many%'`;
	await sql.end();
});

test("a profile is kept: the name for colleagues, hours in the zone, the signature, what to be told of; what was not kept does not look kept", async ({
	browser,
}) => {
	const chiara = await signIn(browser, "chiara");
	const open = async () => {
		await chiara.goto("/settings/profile");
		await expect(chiara.getByLabel("Fuso orario")).toBeVisible();
	};
	const about = async (name: string, zone: string) => {
		await chiara.getByLabel("Nome", { exact: true }).fill(name);
		await chiara.getByLabel("Fuso orario").selectOption(zone);
		await chiara.getByRole("button", { name: "Salva" }).first().click();
		await expect(chiara.getByText("Salvato")).toBeVisible();
	};
	await open();
	await about("Chiara Galli Neri", "Pacific/Auckland");
	await chiara.reload();
	await expect(chiara.getByLabel("Nome", { exact: true })).toHaveValue("Chiara Galli Neri");
	await expect(chiara.getByLabel("Fuso orario")).toHaveValue("Pacific/Auckland");
	await chiara.goto("/inbox");
	const time = chiara.locator("a[data-conversation] time").first();
	await expect(async () => {
		const at = new Date((await time.getAttribute("datetime")) ?? "");
		await expect(time).toHaveAttribute("title", new RegExp(at.toLocaleTimeString("it", { timeZone: "Pacific/Auckland", hour: "numeric", minute: "2-digit" })));
	}).toPass();
	await open();
	const lucia = await signIn(browser, "lucia");
	await lucia.goto("/settings/users");
	await expect(lucia.getByRole("list", { name: "Usuarios" })).toContainText("Chiara Galli Neri");
	await about("Chiara Galli", "Europe/Rome");

	const told = chiara.getByRole("checkbox", { name: "Un cliente risponde in una mia conversazione: Email" });
	await expect(told).toBeChecked();
	await told.uncheck();
	await chiara.getByRole("checkbox", { name: /^Ore di silenzio/ }).check();
	await chiara.getByLabel("Dalle").fill("21:30");
	await expect(async () => {
		await chiara.reload();
		await expect(told).not.toBeChecked({ timeout: 5000 });
		await expect(chiara.getByLabel("Dalle")).toHaveValue("21:30", { timeout: 5000 });
	}).toPass();
	await chiara.context().setOffline(true);
	await told.click();
	await expect(chiara.locator("[data-sonner-toast]")).toBeVisible();
	await expect(told).not.toBeChecked();
	await chiara.context().setOffline(false);
	await told.check();
	await chiara.getByRole("checkbox", { name: /^Ore di silenzio/ }).uncheck();
	await chiara
		.getByRole("button", { name: /di prova/ })
		.last()
		.click();
	await expect(chiara.locator("[data-sonner-toast]").filter({ hasText: "Prova inviata" })).toBeVisible();
});
