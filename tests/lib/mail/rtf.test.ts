import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unpackedRtf } from "@/lib/mail/compressed-rtf";
import { readRtf } from "@/lib/mail/rtf";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const rtf = (...lines: string[]) => readRtf(Buffer.from(lines.join("\r\n"), "latin1"));

/** The two of [MS-OXRTFCP] §4. */
const hello =
	"2d 00 00 00 2b 00 00 00 4c 5a 46 75 f1 c5 c7 a7 03 00 0a 00 72 63 70 67 31 32 35 42 32 0a f3 20 68 65 6c 09 00 20 62 77 05 b0 6c 64 7d 0a 80 0f a0";
const again = "1a 00 00 00 1c 00 00 00 4c 5a 46 75 e2 d4 4b 51 41 00 04 20 57 58 59 5a 0d 6e 7d 01 0e b0";

describe("compressed RTF", () => {
	it("is unpacked as its description has it, also where a piece goes over its own end", () => {
		expect(unpackedRtf(hex(hello)).toString("latin1")).toBe("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
		expect(unpackedRtf(hex(again)).toString("latin1")).toBe("{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
	});

	it("may be stored as it is, and anything else is none", () => {
		const stored = Buffer.concat([hex("0f 00 00 00 07 00 00 00 4d 45 4c 41 00 00 00 00"), Buffer.from("{\\rtf1}")]);
		expect(unpackedRtf(stored).toString()).toBe("{\\rtf1}");
		for (const bytes of [Buffer.alloc(0), Buffer.alloc(16), Buffer.from("{\\rtf1 hello to everybody}")]) expect(unpackedRtf(bytes)).toHaveLength(0);
	});

	it("that is cut short, or whose header lies, gives what there is", () => {
		expect(unpackedRtf(hex(hello).subarray(0, 40)).toString("latin1")).toMatch(/^\{\\rtf1\\ansi\\ansicpg1252\\pard hel/);
		const lies = hex(hello);
		lies.writeUInt32LE(0x7fffffff, 0);
		lies.writeUInt32LE(0xffffffff, 4);
		expect(unpackedRtf(lies).toString("latin1")).toContain("hello world");
	});

	it("never becomes more than four megabytes", () => {
		const bomb = Buffer.concat([hex(hello).subarray(0, 16), Buffer.alloc(2_000_000, Buffer.from([0xff, ...Array(8).fill([0x00, 0x2f]).flat()]))]);
		const began = performance.now();
		expect(unpackedRtf(bomb).length).toBeLessThanOrEqual(4_000_000);
		expect(performance.now() - began).toBeLessThan(1_000);
	});
});

describe("RTF", () => {
	it("gives its words, in whichever code page each font has", () => {
		const fonts = "{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fnil\\fcharset204{\\*\\falt x}Cyr;}{\\f2\\fcharset128 Gothic;}}";
		expect(rtf(`{\\rtf1\\ansi\\ansicpg1252\\deff0${fonts}\\f0 Caf\\'e9 \\f1\\'cf\\'f0 {\\f2\\'82\\'a0}\\'f3}`).text).toBe("Café Пр あу");
		expect(rtf("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0}").text).toBe("Пр");
		expect(rtf("{\\rtf1\\ansi\\ansicpg99999 \\'e9}").text).toBe("é");
	});

	it("takes characters by their number, and not the older form that follows them", () => {
		expect(rtf("{\\rtf1\\ansi\\uc1 a\\u233\\'65b\\u-10179?\\u-8704?{\\uc2\\u8364\\'80\\'80}\\uc0\\u241c}").text).toBe("aéb😀€ñc");
	});

	it("leaves out tables, pictures, what the file says of itself and what is marked as nobody's need", () => {
		expect(
			rtf(
				"{\\rtf1{\\info{\\author Ana}}{\\stylesheet{\\s1 Normal;}}{\\*\\generator x {y} z;}{\\pict\\wmetafile8 0102}",
				"{\\pict\\bin4 }}{{}{\\*\\shppict{\\pict 00}}{\\nonshppict{\\pict 00}}yes}",
			).text,
		).toBe("yes");
	});

	it("writes line ends, tabs and signs of its own", () => {
		expect(rtf("{\\rtf1 a\\par b\\line c\\tab d\\~e\\_f\\-g\\{h\\}\\\\ \\ldblquote i\\rdblquote\\bullet}").text).toBe("a\nb\nc\td\u00a0e‑fg{h}\\ “i”•");
	});

	it("gives the HTML that it was made from", () => {
		const { html, text } = rtf(
			"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}{\\*\\htmltag64 <html><body>}",
			"{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Caf\\'e9 < 3\\'ba{\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 {\\*\\htmltag84 <b>}\\htmlrtf {\\b \\htmlrtf0 fuerte",
			"{\\*\\htmltag92 </b>}\\htmlrtf }\\htmlrtf0 \\htmlrtf\\par}\\htmlrtf0{\\*\\mhtmltag84 <x>}{\\pntext *\\tab}",
			"{\\*\\htmltag72 </p></body></html>}}",
		);
		expect(html).toBe("<html><body><p>Café &lt; 3º&nbsp;<b>fuerte</b></p></body></html>");
		expect(text).toBe("");
	});

	it.each([
		["nested without end", "{\\rtf1 a".repeat(400_000)],
		["closed without end", `{\\rtf1 a${"}".repeat(2_000_000)}b`],
		["of nothing but marks", "\\*".repeat(1_500_000)],
		["of one character each", "{\\rtf1 ".concat("\\'41".repeat(900_000))],
		["of bytes that are not there", `{\\rtf1 a\\bin${"9".repeat(10)} b}`],
	])("%s takes no time to speak of", (_, source) => {
		const began = performance.now();
		expect(readRtf(Buffer.from(source)).text.length).toBeLessThanOrEqual(1_000_001);
		expect(performance.now() - began).toBeLessThan(2_500);
	});
});

it("whatever stands there, they come to an end and give text", () => {
	const pieces = [
		"{",
		"}",
		"\\par ",
		"\\u-1 ",
		"\\'",
		"\\'e9",
		"\\bin3 ",
		"\\*\\x",
		"{\\fonttbl{\\f1\\fcharset128 a;}}\\f1",
		"\\fromhtml1 ",
		"{\\*\\htmltag64 <p>}",
		"\\htmlrtf ",
		"\\uc9 ",
		"words",
		"\\",
	];
	const made = fc.array(fc.constantFrom(...pieces), { maxLength: 200 }).map((parts) => Buffer.from(`{\\rtf1 ${parts.join("")}`));
	const any = fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes));
	fc.assert(
		fc.property(fc.oneof(made, any), (bytes) => {
			const { text, html } = readRtf(bytes);
			expect(typeof (text + html)).toBe("string");
			const header = hex("00 00 00 00 00 00 00 00 4c 5a 46 75 00 00 00 00");
			expect(unpackedRtf(Buffer.concat([header, bytes])).length).toBeLessThanOrEqual(bytes.length * 9 + 200);
		}),
		{ numRuns: 300 },
	);
});
