import { describe, expect, it } from "vitest";
import { ownWords, visibleLength } from "@/lib/mail/visible";
import { cpuMs } from "./mails";

const visible = (text: string) => {
	const length = visibleLength(text);
	return length === null ? text : text.slice(0, length);
};

const heads = {
	"English, Gmail": "On Mon, Nov 3, 2025 at 10:12 AM Support <support@example.org> wrote:",
	"English, wrapped": "On Mon, Nov 3, 2025 at 10:12 AM Support of the Example Company Limited <\nsupport@example.org> wrote:",
	"English, three lines": "On Monday, November 3, 2025,\nSupport of the Example Company\n<support@example.org> wrote:",
	"English, Apple": "On 3 Nov 2025, at 10:12, Support <support@example.org> wrote:",
	Spanish: "El lun, 3 nov 2025 a las 10:12, Soporte (<soporte@example.org>) escribió:",
	"Spanish, Thunderbird": "El 3/11/25 a las 10:12, Soporte escribió:",
	Italian: "Il giorno lun 3 nov 2025 alle ore 10:12 Assistenza <info@example.org> ha scritto:",
	"Italian, Thunderbird": "Il 03/11/2025 10:12, Assistenza ha scritto:",
	French: "Le lun. 3 nov. 2025 à 10:12, Support <support@example.org> a écrit\u00a0:",
	German: "Am Mo., 3. Nov. 2025 um 10:12 Uhr schrieb Support <support@example.org>:",
	"German, Thunderbird": "Am 03.11.25 um 10:12 schrieb Support:",
	Portuguese: "Em seg., 3 de nov. de 2025 às 10:12, Suporte <suporte@example.org> escreveu:",
	Dutch: "Op ma 3 nov 2025 om 10:12 schreef Support <support@example.org>:",
	Swedish: "Den mån 3 nov. 2025 kl 10:12 skrev Support <support@example.org>:",
	Polish: "W dniu 3.11.2025 o 10:12, Support pisze:",
	Catalan: "El dia dl., 3 de nov. 2025, 10:12, Suport <suport@example.org> va escriure:",
	Chinese: "在 2025年11月3日，10:12，Support <support@example.org> 写道：",
	Japanese: "2025年11月3日(月) 10:12 Support <support@example.org>:",
	"no date": "Support <support@example.org> schrieb:",
	"Outlook, English": "From: Support <support@example.org>\nSent: Monday, November 3, 2025 10:12\nTo: Ana\nSubject: Your order",
	"Outlook, Spanish": "De: Soporte <soporte@example.org>\nEnviado el: lunes, 3 de noviembre de 2025 10:12\nPara: Ana",
	"Outlook, Italian": "Da: Assistenza\nInviato: lunedì 3 novembre 2025 10:12\nA: Ana",
	"Outlook, French": "De : Support\nEnvoyé : lundi 3 novembre 2025 10:12\nÀ : Ana",
	"Outlook, German": "Von: Support\nGesendet: Montag, 3. November 2025 10:12\nAn: Ana",
	"Hotmail, date first": "Date: Mon, 3 Nov 2025 10:12:00 +0100\nSubject: Your order\nFrom: support@example.org\nTo: ana@example.com",
	"Outlook, bold": "*From:* Support <support@example.org>\n*Sent:* Monday, November 3, 2025 10:12",
	"old Outlook, English": "-----Original Message-----\nwhatever",
	"old Outlook, Spanish": "-----Mensaje original-----\nwhatever",
	"old Outlook, Italian": "-----Messaggio originale-----\nwhatever",
	"old Outlook, German": "-----Ursprüngliche Nachricht-----\nwhatever",
	"Gmail forward": "---------- Forwarded message ---------\nwhatever",
};

describe("a quote", () => {
	it.each(Object.entries(heads))("%s", (_client, head) => {
		const answer = "Thanks, that works.\n\nAna";
		expect(visible(`${answer}\n\n${head}\n\n> Dear Ana,\n>\n> we did it.`)).toBe(answer);
		expect(visible(`${answer}\n\n${head}\n\nDear Ana,\nwe did it.`)).toBe(answer);
	});

	it("without a head is the last block of > lines", () => expect(visible("Yes please.\n\n> Shall we?\n> Or not?")).toBe("Yes please."));
	it("takes the signature above it along", () => expect(visible("Yes.\n\n--\nAna Ruiz\nACME\n\nOn 3 Nov 2025, Support wrote:\n> Shall we?")).toBe("Yes."));
});

describe("a signature", () => {
	it.each([
		"--\nAna Ruiz\nACME",
		"Sent from my iPhone",
		"Enviado desde mi iPhone",
		"Inviato da iPhone",
		"Envoyé de mon iPhone",
		"Von meinem iPhone gesendet",
		"Enviado do meu iPhone",
		"Get Outlook for Android",
		"____\nAna",
	])("%s", (signature) => expect(visible(`Where is my order?\n\n${signature}`)).toBe("Where is my order?"));
});

describe("everything stays visible", () => {
	it.each([
		["no quote", "Hello\n\nWhere is my order?"],
		["answers between the quotes", "On 3 Nov 2025, at 10:12, Support wrote:\n> Colour?\nBlue.\n> Size?\nLarge."],
		["an answer below the quote", "On 3 Nov 2025, at 10:12, Support wrote:\n> Colour?\n\nBlue, please."],
		["a quote alone", "On 3 Nov 2025, at 10:12, Support wrote:\n> Colour?"],
		["a forwarded mail alone", "---------- Forwarded message ---------\nFrom: X <x@example.com>\nDate: Monday\n\nthe text"],
		["a greeting that looks like an end", "Cheers!\n\nCan you tell me where it is?"],
		["prose that begins like a head", "On Monday I wrote to you. No answer.\nOn the phone nobody wrote anything down."],
		["words that begin like headers", "From: what I see, it is broken.\nPlease help."],
		["a rule in the middle", `First part\n--\nSecond part\n${"more\n".repeat(30)}`],
		["nothing", ""],
	])("%s", (_case, text) => expect(visibleLength(text)).toBeNull());
});

describe("own words", () => {
	it.each([
		["between quotes", "On 3 Nov 2025, at 10:12, Support wrote:\n> Colour?\nBlue.\n> Size?\nLarge.", "Blue.\nLarge."],
		["below a quote", "El 3/3/25 a las 10:00, Soporte escribió:\n\n> ¿Color?\n> ¿Talla?\n\nAzul.", "Azul."],
		["above a quote", "Blue.\n\n> Colour?", "Blue."],
		["nothing but a quote", "On 3 Nov 2025, at 10:12, Support wrote:\n> Colour?", "On 3 Nov 2025, at 10:12, Support wrote:\n> Colour?"],
		["no quote", " Blue.\n2 > 1 ", "Blue.\n2 > 1"],
	])("%s", (_case, body, words) => expect(ownWords({ body, visibleLength: visibleLength(body) })).toBe(words));
});

describe("made-up text", () => {
	it.each([
		"Op schreef\n",
		"abc. x skrev\n",
		"\n",
		"On Mon 1 ",
		"On 1 wrote\n",
		"在\n",
		"From: <\n",
		"> a\n",
		" ",
		"\t",
		"--\n",
		"_",
		"On 1\n> a\n",
		"x <a@b> wrote: ",
		"W dniu 1 ",
		"De : 1 ",
	])("%j", (piece) => {
		expect(
			cpuMs(() => {
				visibleLength(piece.repeat(200_000 / piece.length));
				visibleLength(`${piece.repeat(2_000)}x\n`.repeat(50));
			}),
		).toBeLessThan(1_000);
	});
});
