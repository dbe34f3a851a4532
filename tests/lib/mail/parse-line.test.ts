import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-parse-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const keys = "file from replyTo to cc subject date messageId inReplyTo references text visibleText html automatic bounce attachments error".split(" ");

it("npm run mail:parse prints one line of JSON a mail, from their bytes, and goes on after one that is not there", () => {
	const latin1 = path.join(folder, "latin1 ñ.eml");
	const head = ["From: Ana <ana@example.com>", "To: soporte@example.org", "Subject: Pedido", "Content-Type: text/plain; charset=iso-8859-1"];
	fs.writeFileSync(latin1, Buffer.from([...head, "", "Señal.", "", "El 3 nov 2025, Soporte escribió:", "> ¿Llegó?"].join("\r\n"), "latin1"));
	const files = [latin1, path.join(folder, "nowhere.eml"), "tests/fixtures/odd-mail/winmail-rtf.eml", "tests/fixtures/odd-mail/zero-bytes.eml"];
	const { stdout, stderr, status } = spawnSync(process.execPath, ["scripts/mail-parse.mjs", ...files], {
		encoding: "utf8",
		env: { PATH: process.env.PATH, NODE_ENV: "test" },
	});
	expect(stderr).toBe("");
	const lines = stdout.trimEnd().split("\n");
	const [first, missing, winmail, empty] = lines.map((line) => JSON.parse(line));
	expect(lines).toHaveLength(4);
	for (const line of [first, winmail, empty]) expect(Object.keys(line)).toEqual(keys);
	expect(first).toMatchObject({ file: latin1, from: { name: "Ana", address: "ana@example.com" }, visibleText: "Señal.", html: null, error: null });
	expect(first.text).toContain("> ¿Llegó?");
	expect(missing).toMatchObject({ file: files[1], error: expect.stringContaining("ENOENT") });
	expect(winmail.attachments).toEqual([
		{
			filename: "factura.pdf",
			contentType: "application/octet-stream",
			size: 16,
			md5: "c821ab59d0060140e91e87a4895000ec",
			contentId: null,
			inline: false,
		},
	]);
	expect(empty).toMatchObject({ from: null, text: "", attachments: [] });
	expect(status).toBe(1);
}, 60_000);
