import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { cleanFragment, withoutWord } from "@/components/composer/paste-html";

const clean = (html: string) =>
	cleanFragment(parseHTML(`<!doctype html><html><body>${withoutWord(html)}</body></html>`).document.body)
		.replace(/[ \t]*\n\s*/g, "")
		.replace(/&#160;|&nbsp;/g, "\u00a0")
		.replaceAll("<span></span>", "");

const item = (text: string, level: number, mark = "·") =>
	`<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;

describe("what is pasted", () => {
	it("from Word is paragraphs and real lists, without what only Word reads", () => {
		const word = `<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style>p.MsoNormal{margin:0}</style>
<!--StartFragment--><p class=MsoNormal>Hola<span style='mso-spacerun:yes'>&nbsp;</span><b>Ana</b><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
${item("uno", 1)}${item("dentro", 2, "o")}${item("dos", 1)}<p class=MsoNormal>Fin</p>${item("primero", 1, "1.")}<!--EndFragment-->`;
		const cleaned = clean(word)
			.replace(/ (?:class|style)=(?:"[^"]*"|'[^']*')/g, "")
			.replaceAll("<span></span>", "");
		expect(cleaned).toContain("Hola<span> </span><b>Ana</b></p><p></p>");
		expect(cleaned).toContain("<ul><li><p>uno</p><ul><li><p>dentro</p></li></ul></li><li><p>dos</p></li></ul><p>Fin</p><ol><li><p>primero</p></li></ol>");
		expect(cleaned).not.toMatch(/·|o:p|xml|style|Fragment/);
	});

	it("from Gmail keeps lines and links, and no picture from elsewhere", () => {
		const gmail =
			'<meta charset="utf-8"><div dir="ltr"><div>Hola,</div><div><br></div><div>mira <a href="https://example.com/x" target="_blank">esto</a></div><img src="https://ci3.googleusercontent.com/tracker.gif" width="1"></div>';
		const cleaned = clean(gmail);
		expect(cleaned).toContain('<div>Hola,</div><p></p><div>mira <a href="https://example.com/x" target="_blank">esto</a></div>');
		expect(cleaned).not.toMatch(/img|meta/);
	});

	it("from Excel is a line for each row", () => {
		const excel = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>td{mso-ignore:padding}</style><table border=0><colgroup><col width=64></colgroup><!--StartFragment--><tr height=20><td class=xl65>Pieza</td><td align=right>12,50&nbsp;€</td></tr><tr><td>Tornillo&nbsp;M6</td><td align=right x:num>3</td></tr><!--EndFragment--></table></html>`;
		expect(clean(excel)).toContain("<p>Pieza\u00a0\u00a0\u00a0\u00a012,50 €</p><p>Tornillo M6\u00a0\u00a0\u00a0\u00a03</p>");
	});

	it("as a layout of tables is the blocks in it; from Google Docs nothing is bold but what is", () => {
		expect(clean("<table><tr><td><table><tr><td><p>a</p><p>b</p></td></tr></table></td></tr></table>")).toBe("<p>a</p><p>b</p>");
		expect(clean('<b style="font-weight:normal" id="docs-internal-guid-1"><p>uno <span style="font-weight:700">dos</span></p></b>')).toBe(
			'<p>uno <span style="font-weight:700">dos</span></p>',
		);
	});

	it("runs nothing, and keeps pictures of ours", () => {
		expect(clean('<script>alert(1)</script><p>a</p><img src="/api/attachments/7"><img src="file:///C:/x.png"><a name="top">b</a>')).toBe(
			'<p>a</p><img src="/api/attachments/7">b',
		);
	});
});
