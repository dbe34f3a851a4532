import { expect, type Locator, type Page } from "@playwright/test";
import { chat, row } from "./operator";
import { ownStack } from "./own-stack";
import { sandboxOf, writeMail } from "./sandbox";

export const field = (page: Page): Locator => chat(page).getByRole("textbox", { name: "Respuesta" });

/** A customer of this test's own writes, and the operator opens the conversation. */
export async function opened(page: Page, name: string): Promise<void> {
	await writeMail(address(name), name, `Consulta de ${name}`, `Hola, soy ${name}.`);
	await row(page, name).first().click();
	await expect(chat(page, name)).toContainText(`soy ${name}`);
}
const address = (name: string) => `${name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(" ", ".")}@cliente.example`;

export async function type(page: Page, text: string): Promise<void> {
	await field(page).click();
	await field(page).pressSequentially(text);
}

/** What a customer has received, once it is there, and no more than that. */
export async function expectReceived(name: string, texts: string[]): Promise<void> {
	const { received } = sandboxOf(ownStack());
	await expect.poll(async () => (await received(address(name))).length, { timeout: 30_000 }).toBe(texts.length);
	const mails = await received(address(name));
	for (const text of texts) expect(mails.filter((mail) => mail.text.includes(text))).toHaveLength(1);
}
