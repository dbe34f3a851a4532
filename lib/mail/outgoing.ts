import "server-only";
import juice from "juice";
import { parseHTML } from "linkedom";
import { safeHtml } from "./safe-html";

/**
 * How the editor shows it. Colours of text and ground are the reader's, whose mail may be dark. Only what Gmail, Outlook (Word's engine) and
 * Apple Mail all know.
 */
const style = `
.mail { font-family: -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; font-size: 14px; line-height: 1.5 }
p { margin: 0 }
h1 { font-size: 22px; line-height: 1.3; margin: 0; font-weight: 600 }
h2 { font-size: 18px; line-height: 1.35; margin: 0; font-weight: 600 }
h3 { font-size: 16px; line-height: 1.4; margin: 0; font-weight: 600 }
ul, ol { margin: 0; padding-left: 24px }
blockquote { margin: 0 0 0 4px; padding: 0 0 0 12px; border-left: 2px solid #b9bbc6 }
a { color: #5753c6; text-decoration: underline }
code { font-family: Consolas, Menlo, monospace; font-size: 13px }
pre { margin: 0; padding: 8px; border: 1px solid #d9d9e0; font-family: Consolas, Menlo, monospace; font-size: 13px; white-space: pre-wrap }
img { max-width: 100%; height: auto; border: 0 }
hr { border: 0; border-top: 1px solid #d9d9e0; margin: 8px 0 }
`;

/** What somebody of ours wrote, as it leaves: made safe, every style on its element. Null when there is nothing, or too much for HTML. */
export function outgoingHtml(written: string): string | null {
	const safe = safeHtml(written);
	if (!safe) return null;
	const { document } = parseHTML(`<!doctype html><html><body><div class="mail">${safe}</div></body></html>`);
	const root = document.querySelector(".mail");
	if (!root) throw new Error("a document without its own element");
	keepBlanks(root);
	return juice.inlineContent(root.outerHTML, style).replace(' class="mail"', "");
}

/** The stored HTML as a document of its own, which is what mail programs expect of a text/html part. */
export function mailPage(html: string): string {
	return `<!doctype html>\n<html>\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>\n<body style="margin:0;padding:0">\n${html}\n</body>\n</html>\n`;
}

/** HTML runs blanks together and gives an empty paragraph no height; the editor shows both as they were typed. */
function keepBlanks(element: Element): void {
	for (const node of [...element.childNodes]) {
		if (node.nodeType === node.TEXT_NODE && !element.closest("pre")) {
			node.textContent = (node.textContent ?? "").replace(/\t/g, "    ").replace(/ {2,}/g, (blanks) => `${"\u00a0".repeat(blanks.length - 1)} `);
		} else if (node.nodeType === node.ELEMENT_NODE) {
			keepBlanks(node as Element);
		}
	}
	if (/^(?:p|h[1-6])$/i.test(element.tagName) && element.childNodes.length === 0) element.innerHTML = "<br>";
}
