import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import postgres from "postgres";
import { lookAt } from "./support/looks";
import { chat, row, signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { sandboxOf } from "./support/sandbox";
import { test } from "./support/test";

const inbox = "soporte@example.com";
const address = "odilia@rara.example";
const odilia = `Odilia Rara <${address}>`;
const first = "<odd-first@rara.example>";
const fixture = (name: string) => readFileSync(`tests/fixtures/odd-mail/${name}.eml`, "latin1");

/** A mail in the thread that the first one began. */
const mail = (headers: string[], body: string) => ["MIME-Version: 1.0", `To: ${inbox}`, `References: ${first}`, ...headers, "", body].join("\r\n");
const quoted =
	'<div>Sí, gracias: <b>llegó</b> ayer.</div><br><div class="gmail_quote"><div class="gmail_attr">El lun, 3 mar 2025 a las 10:00, Soporte (&lt;soporte@example.com&gt;) escribió:</div><blockquote>¿Le llegó el pedido 4711?</blockquote></div>';
const mails = {
	quote: mail(
		[`From: ${odilia}`, "Subject: Pedido 4711", `Message-ID: ${first}`, "Cc: Jefa Rosa <rosa@rara.example>", "Content-Type: text/html; charset=utf-8"],
		quoted,
	).replace(`References: ${first}\r\n`, ""),
	colleague: mail(
		["From: Jefa Rosa <rosa@rara.example>", "Subject: Re: Pedido 4711", "Message-ID: <odd-2@rara.example>"],
		"Soy su jefa: la factura, a mi nombre.",
	),
	subject: mail([`From: ${odilia}`, "Subject: Otra cosa: la garantia", "Message-ID: <odd-3@rara.example>"], "Cuanto dura la garantia?"),
	absent: mail(
		[`From: ${odilia}`, "Subject: Respuesta automatica: Pedido 4711", "Message-ID: <odd-4@rara.example>", "Auto-Submitted: auto-replied"],
		"Estoy fuera hasta el lunes.",
	),
	signed: threaded(fixture("smime-opaque"), 5),
	sealed: threaded(fixture("smime-encrypted"), 6),
	unreadable: mail(
		[`From: ${odilia}`, "Subject: Un correo roto", "Message-ID: <odd-7@rara.example>", "Content-Type: multipart/mixed; boundary=edge"],
		`--edge\r\nX-Big: ${"a".repeat(2_500_000)}\r\n\r\nsi\r\n--edge--`,
	),
};

/** A mail of the fixtures as Odilia's, in the same thread. */
function threaded(raw: string, number: number): string {
	return raw
		.replace(/^From:.*$/m, `From: ${odilia}`)
		.replace(/^Message-ID:.*$/im, `Message-ID: <odd-${number}@rara.example>`)
		.replace("\r\n", `\r\nReferences: ${first}\r\n`);
}

/** What a server writes that took an answer of ours and then had nobody to give it to (RFC 3464). */
const returned = (messageId: string) =>
	[
		"From: Mail Delivery System <MAILER-DAEMON@rara.example>",
		`To: ${inbox}`,
		"Subject: Undelivered Mail Returned to Sender",
		"Message-ID: <odd-8@rara.example>",
		"MIME-Version: 1.0",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=edge",
		"",
		"--edge\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.",
		`--edge\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; rara.example\r\n\r\nFinal-Recipient: rfc822; ${address}`,
		"Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n",
		`--edge\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${messageId}\r\n--edge--`,
	].join("\r\n");

test("odd mail is shown as what it is, and what came back is said before one writes again", async ({ browser }) => {
	test.slow();
	const { raw, received } = sandboxOf(ownStack());
	await raw(mails.quote, inbox);
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	await expect(row(page, "Odilia Rara")).toContainText("Sí, gracias: llegó ayer.");
	await expect(row(page, "Odilia Rara")).not.toContainText("¿Le llegó");
	for (const next of [mails.colleague, mails.subject, mails.absent, mails.signed, mails.sealed, mails.unreadable]) await raw(next, inbox);
	await row(page, "Odilia Rara").click();
	const timeline = chat(page, "Odilia Rara");
	const bubble = (text: string) => timeline.locator("[data-item]").filter({ hasText: text });

	await test.step("a quote is folded, in the text and in the mail as it was sent", async () => {
		const quote = timeline.getByText("¿Le llegó el pedido 4711?");
		await expect(quote).toBeHidden();
		await bubble("Sí, gracias").getByRole("button", { name: "Mostrar el texto citado" }).click();
		await expect(quote.first()).toBeVisible();
		await bubble("Sí, gracias").getByRole("button", { name: "Ver mensaje original" }).click();
		const frame = timeline.frameLocator("iframe");
		await expect(frame.getByText("llegó", { exact: true })).toBeVisible();
		await expect(frame.getByText("¿Le llegó el pedido 4711?")).toBeHidden();
		await frame.locator("summary").click();
		await expect(frame.getByText("¿Le llegó el pedido 4711?")).toBeVisible();
		await timeline.getByRole("button", { name: "Ver solo el texto" }).click();
	});

	await test.step("who was copied in is themselves; a new subject stands above its mail; a machine's answer says so", async () => {
		await expect(bubble("Soy su jefa").getByText("Jefa Rosa", { exact: true })).toBeVisible();
		await expect(bubble("Soy su jefa").getByText("rosa@rara.example")).toBeVisible();
		await expect(bubble("Cuanto dura").getByText("Asunto: Otra cosa: la garantia")).toBeVisible();
		await expect(bubble("Estoy fuera").getByText("Automático", { exact: true })).toBeVisible();
	});

	await test.step("what is signed in one piece shows its words and its file; what only a key opens says so", async () => {
		await expect(bubble("Firmado por Ana, señal.").getByText("datos.csv")).toBeVisible();
		await expect(timeline.getByText("Cifrado o sellado (S/MIME o PGP)")).toBeVisible();
	});

	await test.step("what nothing reads says so, and says it again when it was read again in vain", async () => {
		const told = timeline.getByText("Este correo no se pudo leer");
		await expect(told).toBeVisible({ timeout: 60_000 });
		const again = timeline.getByRole("button", { name: "Leer de nuevo" });
		await again.click();
		await expect(again).not.toHaveAttribute("aria-busy");
		await expect(told).toBeVisible({ timeout: 60_000 });
		await expect(again).toBeVisible();
	});

	await test.step("what could not be read on the day it came is read now", async () => {
		const sql = postgres(ownStack().database, { max: 1 });
		await sql`UPDATE messages SET error_code = 'unparsed', body = '=?garbage', visible_length = NULL WHERE body = 'Cuanto dura la garantia?'`;
		await sql.end();
		await page.reload();
		await bubble("=?garbage").getByRole("button", { name: "Leer de nuevo" }).click();
		await expect(bubble("Cuanto dura la garantia?")).toBeVisible();
		await expect(timeline.getByText("=?garbage")).toHaveCount(0);
	});

	await test.step("an answer that comes back is marked with the reason, and the composer warns", async () => {
		const warning = timeline.getByText(`El correo a ${address} vuelve o no es deseado`);
		await expect(warning).toHaveCount(0);
		const field = timeline.getByRole("textbox", { name: "Respuesta" });
		await field.click();
		await field.pressSequentially("Dos años.");
		await field.press("ControlOrMeta+Enter");
		await expect(bubble("Dos años.").getByText("Entregado")).toBeVisible({ timeout: 45_000 });
		const answer = (await received(address)).find(({ text }) => text.includes("Dos años."));
		await raw(returned(answer?.message_id ?? ""), inbox);
		await expect(timeline.getByText("La dirección no existe: el servidor del destinatario no conoce ese buzón.")).toBeVisible();
		await expect(warning).toBeVisible();
	});

	await test.step("so does a first message to the same customer", async () => {
		await page.getByRole("button", { name: "Nueva conversación" }).click();
		const dialog = page.getByRole("dialog", { name: "Nueva conversación" });
		await dialog.getByLabel("Destinatario", { exact: true }).fill("Odilia");
		await dialog.getByRole("option", { name: /Odilia Rara/ }).click();
		await expect(dialog.getByText(`El correo a ${address} vuelve o no es deseado`)).toBeVisible();
		await page.screenshot({ path: "test-results/pages/odd-mail-start.png" });
		await page.keyboard.press("Escape");
		await expect(dialog).toHaveCount(0);
		// The focus goes back to the button, whose tooltip would lie over what is looked at.
		await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
		await expect(page.getByRole("tooltip")).toHaveCount(0);
	});
	await lookAt(page, "odd-mail", [
		{ width: 1440, theme: "light", axe: true, picture: true },
		{ width: 1440, theme: "dark", picture: true },
		{ width: 360, theme: "light", picture: true },
		{ width: 360, theme: "dark", axe: true, picture: true },
	]);
});
