import { expect, test } from "vitest";
import { outgoingHtml } from "@/lib/mail/outgoing";
import { writtenToText } from "@/lib/mail/to-text";

test.each([
	["<p>Hola:</p><p></p><p>uno<br>dos</p>", "Hola:\n\nuno\ndos"],
	["<p>a  b   c</p><p></p><p></p><p>d</p>", "a  b   c\n\n\nd"],
	["<h2>Título</h2><p>Hola</p>", "Título\nHola"],
	["<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>", "- a\n  - b\n- c"],
	['<ol start="3"><li><p>x</p></li><li><p>y</p></li></ol>', "3. x\n4. y"],
	["<blockquote><p>a</p><p></p><p>b</p></blockquote><hr>", "> a\n>\n> b\n---"],
	["<pre><code>x = 1\n  y = 2</code></pre>", "x = 1\n  y = 2"],
	[
		'<p><a href="https://a.es/x">aquí</a> y <a href="https://a.es/">https://a.es</a> <a href="mailto:a@x.es">a@x.es</a></p>',
		"aquí (https://a.es/x) y https://a.es a@x.es",
	],
	['<p>x <img src="cid:a@b" alt="foto"></p>', "x [foto]"],
	["<p>1 &lt; 2 &amp; <script>alert(1)</script>3</p>", "1 < 2 & 3"],
])("%s", (html, text) => {
	expect(writtenToText(outgoingHtml(html) ?? "")).toBe(text);
});
