import { expect } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessible";
import { gate } from "./support/gate";
import { chat, row, signIn } from "./support/operator";
import { test } from "./support/test";
import { hurried, setUndo } from "./support/undo";
import { expectReceived, field, opened, type } from "./support/writing";

test("a sending can be undone, with all that was written; and goes once when it is not", async ({ browser }) => {
	await setUndo(10, "lucia");
	const lucia = await signIn(browser, "lucia");
	await opened(lucia, "Diego Deshacer");
	await type(lucia, "Esto no quería enviarlo");
	await chat(lucia).getByRole("button", { name: "Añadir CC", exact: true }).click();
	await chat(lucia).getByRole("textbox", { name: "CC", exact: true }).fill("copia@cliente.example,");
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText(/Se envía en \d+ segundos/);
	await expect(field(lucia)).toHaveText("");
	const place = () => chat(lucia).locator("li[data-item]").filter({ hasText: "no quería" }).boundingBox();
	// What was written is gone from the field, which is lower for it.
	let before = await place();
	await expect(async () => {
		const last = before;
		before = await place();
		expect(before).toEqual(last);
	}).toPass({ intervals: [200] });
	await lucia.waitForTimeout(1200);
	expect(await place()).toEqual(before);
	await lucia.screenshot({ path: "test-results/writing/undo.png" });
	await chat(lucia).getByRole("button", { name: "Deshacer" }).click();
	await expect(field(lucia)).toHaveText("Esto no quería enviarlo");
	await expect(chat(lucia)).toContainText("copia@cliente.example");
	await expect(chat(lucia).getByText(/Se envía en/)).toHaveCount(0);
	await field(lucia).press("End");
	await field(lucia).pressSequentially(", o sí");
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText("Entregado", { timeout: 30_000 });
	await expectReceived("Diego Deshacer", ["Esto no quería enviarlo, o sí"]);
	await setUndo(hurried, "lucia");
});

test("sent without a network, twice, each stands by itself, survives a reload, and goes once when the network is back", async ({ browser }) => {
	const lucia = await signIn(browser, "lucia");
	await opened(lucia, "Olga Offline");
	// The editor loads on the first touch.
	await type(lucia, "x");
	await field(lucia).press("Backspace");
	await lucia.context().setOffline(true);
	for (const text of ["Primera sin red", "Segunda sin red"]) {
		await field(lucia).pressSequentially(text);
		await field(lucia).press("ControlOrMeta+Enter");
		await expect(field(lucia)).toHaveText("");
	}
	await expect(chat(lucia).getByText("Sin conexión: se enviará solo")).toHaveCount(2);
	await field(lucia).pressSequentially("Y esto aún lo escribo");
	await lucia.screenshot({ path: "test-results/writing/offline.png" });
	await lucia.context().setOffline(false);
	await lucia.reload();
	await expect(chat(lucia)).toContainText("Primera sin red");
	await expect(field(lucia)).toHaveText("Y esto aún lo escribo");
	await expectReceived("Olga Offline", ["Primera sin red", "Segunda sin red"]);
});

for (const cut of ["before", "after"] as const) {
	test(`the network is cut ${cut} the server has what is sent: nothing is lost, nothing sent twice`, async ({ browser }) => {
		const lucia = await signIn(browser, "lucia");
		const name = cut === "before" ? "Carla Corte" : "Ciro Corte";
		await opened(lucia, name);
		await type(lucia, "Se corta justo ahora");
		let cuts = 0;
		await lucia.route("**/inbox/**", async (route) => {
			const isSend = route.request().method() === "POST" && (route.request().postData() ?? "").includes('"sendAt"');
			if (!isSend || cuts >= 2) return route.fallback();
			cuts++;
			if (cut === "after") await route.fetch();
			return route.abort("connectionreset");
		});
		await field(lucia).press("ControlOrMeta+Enter");
		await expect(chat(lucia)).toContainText("Entregado", { timeout: 40_000 });
		expect(cuts).toBeGreaterThan(0);
		await expect(field(lucia)).toHaveText("");
		await expectReceived(name, ["Se corta justo ahora"]);
	});
}

test("an answer and a note that are sent while they are being saved, and left at once, leave no draft behind", async ({ browser }) => {
	const [lucia, elsewhere] = [await signIn(browser, "lucia"), await signIn(browser, "lucia")];
	await opened(lucia, "Bruna Pausa");
	const address = lucia.url();
	const away = lucia.locator("a[data-conversation]").filter({ hasNotText: /Bruna|Borrador/ });
	for (const mode of ["Respuesta", "Nota interna"] as const) {
		await row(lucia, "Bruna Pausa").click();
		await expect(chat(lucia, "Bruna Pausa")).toBeVisible();
		const written = chat(lucia, "Bruna Pausa").getByRole("textbox", { name: mode });
		await lucia.keyboard.press(mode === "Respuesta" ? "r" : "n");
		await expect(written).toBeFocused();
		// The save is on its way, and nobody answers it, until all the rest has been done.
		const left = gate();
		const saving = gate();
		await lucia.route("**/inbox/**", async (route) => {
			if (!(route.request().postData() ?? "").includes('"base"')) return route.fallback();
			saving.open();
			const answer = await route.fetch();
			await left.opened;
			await route.fulfill({ response: answer });
		});
		await written.pressSequentially(`${mode} a medias`);
		await saving.opened;
		await written.press("ControlOrMeta+Enter");
		await away.first().click();
		await expect(chat(lucia, "Bruna Pausa")).toHaveCount(0);
		left.open();
		await elsewhere.goto(address);
		await expect(chat(elsewhere, "Bruna Pausa").locator("[data-item]", { hasText: `${mode} a medias` })).toBeVisible();
		await expect(row(elsewhere, "Bruna Pausa")).not.toContainText("Borrador");
	}
});

test("a message is put off, listed, changed, and sent now", async ({ browser }) => {
	const lucia = await signIn(browser, "lucia");
	await opened(lucia, "Teo Tarde");
	await type(lucia, "Mañana le llamo");
	await chat(lucia).getByRole("button", { name: "Más formas de enviar" }).click();
	await lucia.screenshot({ path: "test-results/writing/send-menu.png" });
	await lucia.getByRole("menuitem", { name: "Programar el envío…" }).click();
	const dialog = lucia.getByRole("dialog", { name: "Programar el envío" });
	await expect(dialog.getByLabel("Día y hora")).toBeVisible();
	await expectAccessible(lucia);
	await expectNoOverflow(lucia);
	await lucia.screenshot({ path: "test-results/writing/schedule.png" });
	await dialog.getByRole("button", { name: /Mañana por la mañana/ }).click();
	await expect(chat(lucia)).toContainText("Programado para el");
	await expectAccessible(lucia);
	await expectNoOverflow(lucia);
	await lucia.screenshot({ path: "test-results/writing/scheduled-bubble.png" });
	await chat(lucia).getByRole("button", { name: "Editar" }).click();
	await expect(field(lucia)).toHaveText("Mañana le llamo");
	await field(lucia).press("End");
	await field(lucia).pressSequentially(" seguro");
	await chat(lucia).getByRole("button", { name: "Más formas de enviar" }).click();
	await lucia.getByRole("menuitem", { name: "Programar el envío…" }).click();
	await dialog.getByRole("button", { name: "Programar", exact: true }).click();
	await expect(chat(lucia)).toContainText("Programado para el");
	for (const width of [1440, 360]) {
		await lucia.setViewportSize({ width, height: 800 });
		await lucia.goto("/scheduled");
		await expect(lucia.getByRole("listitem").filter({ hasText: "Teo Tarde" })).toContainText("Mañana le llamo seguro");
		await expectAccessible(lucia);
		await expectNoOverflow(lucia);
		await lucia.screenshot({ path: `test-results/writing/scheduled-${width}.png` });
	}
	await lucia.getByRole("button", { name: "Enviar ahora: Teo Tarde" }).click();
	await expect(lucia.getByText("Teo Tarde")).toHaveCount(0);
	await expectReceived("Teo Tarde", ["Mañana le llamo seguro"]);
});
