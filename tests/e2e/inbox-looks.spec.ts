import { expect, type Locator, type Page } from "@playwright/test";
import { misfits } from "./support/layout";
import { everyLook, lookAt, type Visit, visitAll } from "./support/looks";
import { row, signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { sandboxOf } from "./support/sandbox";
import { test } from "./support/test";

/** As long as names, words and addresses get. */
const long = {
	name: "Wolfeschlegelsteinhausenbergerdorff-Fernández de la Concepción y Todos los Santos",
	address: "departamento.de.atencion.a.clientes.internacionales@una-empresa-de-nombre-muy-largo.example",
	subject: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, pedido 4417",
	text: `Mira https://una-empresa-de-nombre-muy-largo.example/seguimiento?paquete=${"0123456789".repeat(8)}`,
};
const button = (within: Page | Locator, name: string | RegExp) => within.getByRole("button", { name, exact: true });
const open = (page: Page) => page.locator("[role=dialog][data-state=open], [role=menu][data-state=open]");

/** Looks at what `ask` opens, once `there` is, and leaves it. */
async function lookAtOpen({ page, glance }: Visit, name: string, ask: () => Promise<unknown>, there = open(page).last()): Promise<void> {
	await test.step(name, async () => {
		await ask();
		await expect(open(page)).toHaveCount(1);
		await expect(there).toBeVisible();
		await expect(page.locator("[role=dialog] [aria-busy=true]")).toHaveCount(0);
		await glance(name);
		await page.keyboard.press("Escape");
		await expect(page.locator("[role=dialog], [role=menu]")).toHaveCount(0);
	});
}
async function settled(page: Page) {
	await expect(page.getByRole("heading").first()).toBeVisible();
	await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
}

async function list(visit: Visit) {
	const { page, t, look } = visit;
	const rows = page.locator("a[data-conversation]");
	await page.goto("/inbox");
	await expect(rows.first()).toBeVisible();
	await look("inbox");
	const item = (name: string) => page.getByRole("menuitem", { name, exact: true });
	const parts: [name: string, label: string, there?: Locator][] = [
		["folders", t("inbox.tabs.more")],
		["sort", t("inbox.filters.chosen", { filter: t("inbox.sort.label"), value: t("inbox.sort.newest") })],
		["channel", t("inbox.filters.channel")],
		["assigned", t("inbox.filters.assigned"), page.getByRole("menuitemradio", { name: t("inbox.filters.me") })],
		["filters", t("inbox.filters.more"), page.getByRole("combobox", { name: t("inbox.filters.inbox") })],
		["views", t("inbox.views.open"), page.getByText(t("inbox.views.noFilters"))],
		["user", t("common.userMenu.label", { name: "Lucía Méndez" }), item(t("common.userMenu.signOut"))],
	];
	for (const [name, label, there] of parts) await lookAtOpen(visit, `list-${name}`, () => button(page, label).click(), there);
	await lookAtOpen(visit, "list-row", () => rows.first().click({ button: "right" }), item(t("actions.menu.link")));
	for (const [key, name] of [
		["?", "keys"],
		["ControlOrMeta+k", "palette"],
	] as const) {
		await rows.first().focus();
		await lookAtOpen(visit, `list-${name}`, () => page.keyboard.press(key));
	}
	await rows.first().focus();
	await page.keyboard.press("x");
	const bar = page.getByRole("toolbar", { name: t("inbox.bulk.label") });
	await expect(button(bar, t("actions.title"))).toBeVisible();
	await look("list-bulk");
	await lookAtOpen(visit, "list-bulk-menu", () => button(bar, t("actions.title")).click());
	await lookAtOpen(visit, "list-bulk-assign", () => button(bar, t("inbox.bulk.assign")).click());
	await page.keyboard.press("Escape");
	await page
		.getByRole("textbox", { name: t("search.label") })
		.first()
		.click();
	await expect(page.getByRole("list", { name: t("search.operators") })).toBeVisible();
	await look("list-search-start");
	await page.keyboard.type("confirmacion");
	await expect(page.locator("[data-result] mark").first()).toBeVisible();
	await look("list-search");
	await page.goto("/inbox?tab=snoozed&channel=whatsapp&flagged=1&source=form&from=2020-02-01&to=2020-02-02");
	await expect(page.getByText(t("inbox.empty.filteredTitle"))).toBeVisible();
	await look("list-filtered");
	await lookAtOpen(visit, "list-view-save", () => button(page, t("inbox.views.open")).click(), page.getByRole("textbox", { name: t("inbox.views.name") }));
}

async function conversation(visit: Visit) {
	const { page, language, t, look, glance } = visit;
	await page.goto("/inbox");
	await row(page, "Donaudampf").first().click();
	const here = page.getByRole("region", { name: t("chat.label", { name: long.name }) });
	await expect(here).toContainText("seguimiento");
	await settled(page);
	await look("chat");
	const actions = button(here, t("actions.title"));
	const ofMessage = button(here, t("actions.menu.messageActions")).last();
	const through = (opener: Locator, name: string) => async () => {
		await opener.click();
		await page.getByRole("menuitem", { name }).click();
	};
	await lookAtOpen(visit, "chat-actions", () => actions.click(), page.getByRole("menuitem", { name: t("actions.menu.delete") }));
	await lookAtOpen(visit, "chat-kind", () => button(here, t("composer.kind.label", { kind: t("composer.kind.reply") })).click());
	await lookAtOpen(visit, "chat-message", () => ofMessage.click());
	await lookAtOpen(visit, "chat-delete-message", through(ofMessage, t("actions.menu.deleteMessage")));
	await lookAtOpen(visit, "chat-writing", through(button(here, t("composer.sendOptions")), t("composer.writing.title")));
	for (const name of ["snooze", "move", "delete"] as const) await lookAtOpen(visit, `chat-${name}`, through(actions, t(`actions.menu.${name}`)));
	await here.getByRole("textbox", { name: t("composer.textLabel.reply") }).click();
	await lookAtOpen(visit, "chat-link", () => button(here, t("composer.format.link")).click());

	await page.keyboard.press("Escape");
	await page.keyboard.press("n");
	await page.keyboard.type(long.text);
	await page.keyboard.press("ControlOrMeta+Enter");
	const ofNote = button(here, t("timeline.noteMenu.noteActions")).last();
	await lookAtOpen(visit, "chat-note", () => ofNote.click());
	await through(ofNote, t("timeline.noteMenu.editNote"))();
	await expect(here.getByRole("textbox", { name: t("timeline.noteMenu.noteText") })).toBeFocused();
	await glance("chat-note-edit");
	await button(here, t("common.cancel")).click();
	await page.keyboard.press("r");
	await page.keyboard.press("Escape");

	const details = page.locator("#details");
	if (!(await details.isVisible())) await button(here, t("chat.details")).click();
	for (const [name, label, there] of [
		["contact", t("details.editContact"), button(details, t("customers.record.addEmail"))],
		["language", t("details.editLanguage"), details.getByRole("button", { name: new RegExp(`^${t("details.language")}`) })],
		["tags", t("details.editTags"), details.getByLabel(t("customers.record.addTag"))],
	] as const) {
		await button(details, label).click();
		await expect(there).toBeVisible();
		await glance(`details-${name}`);
		await button(details, label).click();
	}
	await lookAtOpen(visit, "details-chatbot", () => button(details, t("details.chatbots.blockFor", { name: "Asistente posventa" })).click());
	// Once: what is written is kept, and the next language would find it.
	if (language !== "es") return;
	// Each button that asks for a field gives its place to it.
	await button(here, t("composer.addCc")).press("Enter");
	await expect(here.getByRole("textbox", { name: t("composer.cc"), exact: true })).toBeFocused();
	await page.keyboard.type(`${long.address}, laura@ejemplo,`);
	await button(here, t("composer.addBcc")).press("Enter");
	await expect(here.getByRole("textbox", { name: t("composer.bcc"), exact: true })).toBeFocused();
	await look("chat-copies");
}

async function rest(visit: Visit) {
	const { page, t, look } = visit;
	const paths = ["/scheduled", "/settings/audit", "/settings/webhooks", "/sandbox?as=nora@cliente.example", "/nowhere", "/inbox/999999999"];
	for (const path of paths) {
		await page.goto(path);
		await settled(page);
		await look(path.replace(/\?.*/, "").replaceAll("/", "-").slice(1));
	}
	const main = page.getByRole("main");
	await page.goto("/templates");
	await lookAtOpen(visit, "templates-import", () => button(main, t("templates.import")).click());
	await page.goto("/settings/inboxes");
	await lookAtOpen(visit, "inboxes-test", () => button(main, t("inboxes.test.named", { name: "soporte@example.com" })).click());
	await page.goto("/chatbots/1");
	await lookAtOpen(visit, "chatbot-remove", () => button(main, t("common.delete")).click());
	await page.goto("/settings/forms");
	await lookAtOpen(visit, "form-menu", () => button(main, t("forms.moreOf", { name: "Soporte posventa" })).click());
	await lookAtOpen(visit, "form-delete", async () => {
		await button(main, t("forms.moreOf", { name: "Soporte posventa" })).click();
		await page.getByRole("menuitem", { name: t("forms.delete") }).click();
	});
	await page.goto("/templates/new");
	await page.getByLabel(t("templates.name"), { exact: true }).fill("Sin guardar");
	await lookAtOpen(visit, "unsaved", () =>
		main
			.getByRole("link", { name: t("templates.back") })
			.first()
			.click(),
	);
}

test.beforeAll(async () => {
	await sandboxOf(ownStack()).mail(long.address, "soporte@example.com", long.text, { fromName: long.name, subject: long.subject });
});

for (const visit of [list, conversation, rest])
	test(`every page and dialog of the inbox is accessible and fits, in every look and language: ${visit.name}`, ({ browser }) => visitAll(browser, [visit]));

test("signing in looks right, and says what is wrong", async ({ browser }) => {
	const page = await (await browser.newContext({ locale: "es-ES", reducedMotion: "reduce" })).newPage();
	await page.goto("/sign-in");
	await page.locator("input[name=email]").fill("nadie@example.com");
	await page.locator("input[name=password]").fill("no es esta");
	await page.locator("button[type=submit]").click();
	await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
	await lookAt(page, "sign-in", everyLook);
});

test("what sticks out, is cut off, is shortened, or lies on something else is found out", async ({ browser }) => {
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	await page.goto("/scheduled");
	await settled(page);
	expect(await misfits(page)).toEqual([]);
	for (const [html, sentence] of [
		['<p style="width: 40px; overflow: hidden; white-space: nowrap">Un texto largo</p>', /cuts \d+ px off «Un texto largo»/],
		['<p style="width: 40px; white-space: nowrap">Un texto largo</p>', /«Un texto largo» goes \d+ px beyond its place/],
		['<button style="width: 40px; white-space: nowrap">Un botón largo</button>', /«Un botón largo» leaves <button>/],
		['<p style="width: 60px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">Mensajes programados</p>', /«Mensajes programados» is shortened/],
		[
			'<div style="position: relative"><a href="#a">Uno</a><a href="#b" style="position: absolute; left: 9px">Dos</a></div>',
			/«Uno».* and .*«Dos» lie on each other/,
		],
		['<div style="overflow-y: auto; width: 90px"><p style="width: 200px">Ancho</p></div>', /goes 110 px sideways/],
		['<button style="position: fixed; bottom: -20px; right: 0">Fuera</button>', /the window cuts 2\d px off <button> «Fuera»/],
		['<select style="width: 60px"><option>Mensajes programados</option></select>', /«Mensajes programados» does not fit into <select>/],
	] as const) {
		await page.evaluate((added) => document.querySelector("main")?.insertAdjacentHTML("beforeend", `<div id="added">${added}</div>`), html);
		expect(await misfits(page)).toContainEqual(expect.stringMatching(sentence));
		await page.evaluate(() => document.querySelector("#added")?.remove());
	}
});
