import { type AddressInfo, createServer } from "node:net";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import MailComposer from "nodemailer/lib/mail-composer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MailAddress } from "@/db/schema";
import type { OutboundMessage } from "@/lib/channels/provider";
import { resend } from "@/lib/channels/resend";
import { smtp } from "@/lib/channels/smtp";
import { json, outgoing, vendor } from "./vendor";

type Taken = { raw: string; envelope: string[] };

const api = vendor((url) => ({ RESEND_API_KEY: "re_test", RESEND_WEBHOOK_SECRET: "whsec_dGVzdA==", RESEND_BASE_URL: url }));
const mails: Taken[] = [];
/** As much of RFC 5321 as takes a mail. */
const server = createServer((socket) => {
	let [mail, inData, rest]: [Taken, boolean, string] = [{ raw: "", envelope: [] }, false, ""];
	const say = (line: string) => void socket.write(`${line}\r\n`);
	socket.on("error", () => {});
	socket.on("data", (chunk) => {
		const lines = (rest + chunk.toString("latin1")).split("\r\n");
		rest = lines.pop() ?? "";
		for (const line of lines) {
			if (inData && line === ".") {
				inData = false;
				mails.push(mail);
				mail = { raw: "", envelope: [] };
				say("250 ok");
			} else if (inData) mail.raw += `${line.replace(/^\./, "")}\r\n`;
			else if (/^DATA/i.test(line)) {
				inData = true;
				say("354 go on");
			} else {
				const [, address] = /^RCPT TO:<([^>]*)>/i.exec(line) ?? [];
				if (address) mail.envelope.push(address);
				say(/^QUIT/i.test(line) ? "221 bye" : "250 ok");
			}
		}
	});
	say("220 loopback");
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());

/** What each way makes of the same mail, as its recipients get it. */
const ways: Record<string, (message: OutboundMessage) => Promise<Taken>> = {
	async SMTP(message) {
		const { port } = server.address() as AddressInfo;
		await smtp.send({ ...message, smtp: { host: "127.0.0.1", port, security: "none", user: "", password: "" } });
		return mails.pop() as Taken;
	},
	/** The service puts the header together from what it was told; nobody is sent to who is not named there. */
	async Resend(message) {
		api.on((_asked, response) => json(response, 200, { id: "e9" }));
		await resend.send(message);
		const { to, cc = [], bcc = [], from, subject, text } = JSON.parse(api.asked.at(-1)?.body ?? "{}");
		const compiled = new MailComposer({ from, to, cc, bcc, subject, text, newline: "windows" }).compile();
		return { raw: (await compiled.build()).toString("latin1"), envelope: compiled.getEnvelope().to || [] };
	},
};

async function names({ raw }: Taken, field: "to" | "cc"): Promise<MailAddress[]> {
	const mail = await simpleParser(Buffer.from(raw, "latin1"));
	return [mail[field]].flat().flatMap((list) => list?.value.map(({ name, address = "" }) => ({ name, address })) ?? []);
}

describe.each(Object.entries(ways))("through %s", (_way, send) => {
	test.each([
		["Ana García", "Ana García"],
		["Ana Garcia", "Ana Garcia"],
		['O\'Neil, "Jim" (Acme\\Co)', 'O\'Neil, "Jim" (Acme\\Co)'],
		["漢字 太郎", "漢字 太郎"],
		["👩‍💻 Zoë", "👩‍💻 Zoë"],
		["García ".repeat(40), "García ".repeat(40).slice(0, 100).trim()],
		["Ana\r\nBcc: evil@example.com\r\n\r\nHi", "Ana Bcc: evil@example.com Hi"],
		["Ana <evil@example.com>, Eve", "Ana evil@example.com , Eve"],
		["Ana\u2028\u202Emoc.elpmaxe", "Ana moc.elpmaxe"],
		["ana@example.com", ""],
		["  ", ""],
		["", ""],
	])("%j is written to as %j", async (name, expected) => {
		const people = [{ name, address: "ana@example.com" }];
		const mail = await send(outgoing({ to: people, cc: [{ name, address: "copy@example.com" }], bcc: ["hidden@example.com"] }));
		expect(await names(mail, "to")).toEqual([{ name: expected, address: "ana@example.com" }]);
		expect(await names(mail, "cc")).toEqual([{ name: expected, address: "copy@example.com" }]);
		expect(mail.raw).toMatch(/^[\t\r\n -~]*$/);
		expect(mail.raw).not.toMatch(/^Bcc:/im);
		expect(mail.raw).not.toContain("hidden@");
		expect(mail.envelope.toSorted()).toEqual(["ana@example.com", "copy@example.com", "hidden@example.com"]);
	});

	test("no name whatever brings a header, a recipient or a line along", async () => {
		const nasty = fc.constantFrom(
			"\r\n",
			"\n",
			"\r",
			"\0",
			'"',
			"\\",
			"<",
			">",
			",",
			";",
			":",
			"@",
			"=?utf-8?Q?=0D=0ABcc:_e@x.y?=",
			"\u2028",
			"(",
			")",
			" ",
			"ñ",
			"漢",
		);
		const name = fc.array(fc.oneof(nasty, fc.string({ maxLength: 8, unit: "binary" })), { maxLength: 12 }).map((parts) => parts.join(""));
		await fc.assert(
			fc.asyncProperty(name, async (given) => {
				const mail = await send(outgoing({ to: [{ name: given, address: "ana@example.com" }] }));
				expect((await names(mail, "to")).map(({ address }) => address)).toEqual(["ana@example.com"]);
				expect(mail.envelope).toEqual(["ana@example.com"]);
				const head = mail.raw.slice(0, mail.raw.indexOf("\r\n\r\n"));
				const known = /^(?:from|to|subject|message-id|content-transfer-encoding|date|mime-version|content-type)$/i;
				expect(
					head
						.replace(/\r\n[ \t]/g, " ")
						.split("\r\n")
						.filter((line) => !known.test(line.slice(0, line.indexOf(":")))),
				).toEqual([]);
			}),
			{ numRuns: 150 },
		);
	});
});
