import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "./support/accessible";
import { expectFits } from "./support/layout";
import { chat, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-files-"));
const picture = path.join(directory, "niño & más.png");
const paper = path.join(directory, "factura.pdf");
const program = path.join(directory, "setup.exe");

test.beforeAll(async () => {
	await sharp({ create: { width: 640, height: 400, channels: 3, background: "teal" } })
		.png()
		.toFile(picture);
	fs.writeFileSync(paper, "%PDF-1.4\n%%EOF\n");
	fs.writeFileSync(program, "MZ");
});
test.afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

const attach = (page: Page, ...files: string[]) => chat(page).locator("form:visible input[type=file]").setInputFiles(files);
const items = (page: Page) => chat(page).getByRole("list", { name: "Adjuntos" }).getByRole("listitem");
const field = (page: Page) => chat(page).getByRole("textbox", { name: "Respuesta" });

async function open(page: Page, name: string) {
	const address = `${name.toLowerCase()}@ficheros.example`;
	await writeMail(address, name, `Ficheros de ${name}`, "Hola");
	await row(page, name).first().click();
	await expect(chat(page, name)).toBeVisible();
	return address;
}

async function received(page: Page, address: string) {
	await page.goto(`/sandbox?as=${encodeURIComponent(address)}`);
	return page.locator("article[data-direction=received]");
}

test("files go along once, whatever becomes of the network, and the customer gets them", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	const address = await open(page, "Berta");

	await test.step("cut before the server has it, and cut before its answer is here", async () => {
		let cuts = 0;
		await page.route("**/api/attachments", async (route) => {
			if (route.request().method() !== "POST") return route.continue();
			cuts += 1;
			if (cuts === 1) return route.abort("internetdisconnected");
			if (cuts === 2) await route.fetch();
			return cuts === 2 ? route.abort("connectionreset") : route.continue();
		});
		await attach(page, picture);
		for (let times = 0; times < 2; times++) {
			await expect(items(page)).toContainText("No se pudo subir");
			await field(page).click();
			await chat(page).getByRole("button", { name: "Volver a subir niño & más.png" }).click();
		}
		await expect(items(page)).toContainText("kB");
		await page.unroute("**/api/attachments");
	});

	await test.step("a fourth is refused, and so is a program; the rest goes along", async () => {
		await attach(page, paper, paper, paper);
		await expect(items(page)).toHaveCount(3);
		await expect(chat(page).getByText("Como máximo 3 adjuntos por mensaje.")).toBeVisible();
		await chat(page).getByRole("button", { name: "Quitar factura.pdf" }).first().click();
		await attach(page, program);
		await expect(chat(page).getByText("«setup.exe» no se puede enviar")).toBeVisible();
		await expect(items(page)).toHaveCount(2);
		await page.screenshot({ path: "test-results/pages/attachments.png" });
	});

	await test.step("they are there after a reload", async () => {
		await field(page).click();
		const saved = page.waitForResponse((response) => (response.request().postData() ?? "").includes("van."));
		await field(page).pressSequentially("Aquí van.");
		await saved;
		await page.reload();
		await expect(items(page)).toHaveCount(2);
		await expect(field(page)).toContainText("Aquí van.");
	});

	await test.step("sent, they are in the bubble, and with the customer, once", async () => {
		await field(page).click();
		await field(page).press("ControlOrMeta+Enter");
		const bubble = chat(page).locator("li[data-item]").filter({ hasText: "Aquí van." }).last();
		await expect(bubble.getByRole("link", { name: "Abrir niño & más.png" })).toBeVisible({ timeout: 20_000 });
		await expect(bubble.locator("img[src$=thumbnail]")).toHaveJSProperty("complete", true);
		await expect(items(page)).toHaveCount(0);
		await page.screenshot({ path: "test-results/pages/attachments-sent.png" });
		await expect(chat(page)).toContainText("Entregado", { timeout: 30_000 });
		const mails = await received(page, address);
		await expect(mails).toHaveCount(1);
		await expect(mails).toContainText("niño & más.png");
		await expect(mails).toContainText("factura.pdf");
	});
});

test("a pasted picture stands in the text, dragging shows where to drop, and all of it is accessible", async ({ browser }) => {
	const page = await signIn(browser, "jorge");
	const address = await open(page, "Carla");
	await field(page).click();
	await expect(chat(page).locator("[contenteditable]:visible")).toBeVisible();
	const base64 = fs.readFileSync(picture).toString("base64");
	await field(page).evaluate((element, bytes) => {
		const data = new DataTransfer();
		data.items.add(new File([Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0))], "captura.png", { type: "image/png" }));
		element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
	}, base64);
	await expect(field(page).locator("img[src^='/api/attachments/']")).toBeVisible();
	await page.evaluate(() => {
		const data = new DataTransfer();
		data.items.add(new File(["x"], "a.txt"));
		window.dispatchEvent(new DragEvent("dragenter", { dataTransfer: data, bubbles: true }));
	});
	await expect(page.getByText("Suelta los archivos para adjuntarlos")).toBeVisible();
	await page.screenshot({ path: "test-results/pages/attachments-drop.png" });
	await page.evaluate(() => {
		const data = new DataTransfer();
		data.items.add(new File(["hello"], "nota.txt", { type: "text/plain" }));
		for (const name of ["dragover", "drop"])
			document
				.elementsFromPoint(700, 200)
				.find((element) => element.className.includes?.("border-dashed"))
				?.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
	});
	await expect(items(page)).toContainText("nota.txt");
	await expect(page.getByText("Suelta los archivos para adjuntarlos")).toHaveCount(0);
	await expectAccessible(page, { within: "section[data-drop] form" });
	await page.setViewportSize({ width: 360, height: 780 });
	await page.emulateMedia({ colorScheme: "dark" });
	await page.screenshot({ path: "test-results/pages/attachments-360-dark.png" });
	await expectFits(page);
	await field(page).press("ControlOrMeta+Enter");
	await expect(chat(page)).toContainText("Entregado", { timeout: 30_000 });
	const mails = await received(page, address);
	await expect(mails.first().frameLocator("iframe").locator("img[src^='data:image/png']")).toBeVisible();
});
