/** A mail of ours to one of the team: its words, in the order in which they stand. */
export type Letter = {
	heading: string;
	paragraphs: string[];
	/** Said by somebody else: set apart, a line each. */
	quotes?: { who: string; text: string }[];
	button: { label: string; url: string };
	/** Small print: why it came. */
	footer: string;
	/** Where to choose otherwise. */
	footerLink?: { label: string; url: string };
};

/** The letter as text and as HTML. Everything in it is text: what customers and colleagues wrote becomes no markup. */
export function writeLetter(letter: Letter): { text: string; html: string } {
	return { text: asText(letter), html: asHtml(letter) };
}

function asText({ heading, paragraphs, quotes = [], button, footer, footerLink }: Letter): string {
	const said = quotes.map(({ who, text }) => `${who}:\n${text.replace(/^/gm, "> ")}`);
	const parts = [heading, ...paragraphs, ...said, `${button.label}:\n${button.url}`, `--\n${footer}`];
	return [...parts, ...(footerLink ? [`${footerLink.label}: ${footerLink.url}`] : [])].join("\n\n");
}

// Tables and styles by the element, and nothing loaded from anywhere: mail programs know no more than that.
function asHtml({ heading, paragraphs, quotes = [], button, footer, footerLink }: Letter): string {
	const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
	const paragraph = (text: string) => `<p style="margin:0 0 16px;font-size:15px;line-height:22px;color:#1c2024">${lines(text)}</p>`;
	const quote = ({ who, text }: { who: string; text: string }) =>
		`<div style="margin:0 0 16px;padding:2px 0 2px 12px;border-left:3px solid #d9d9e0"><div style="font-size:13px;line-height:20px;color:#60646c">${lines(who)}</div><div style="font-size:15px;line-height:22px;color:#1c2024">${lines(text)}</div></div>`;
	const link = footerLink ? `<br><a href="${escaped(footerLink.url)}" style="color:#60646c">${lines(footerLink.label)}</a>` : "";
	return `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head><body style="margin:0;padding:24px 12px;background:#f9f9fb;${font}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border:1px solid #e0e1e6;border-radius:12px"><tr><td style="padding:28px 28px 12px;text-align:left">
<h1 style="margin:0 0 16px;font-size:18px;line-height:26px;color:#1c2024">${lines(heading)}</h1>
${paragraphs.map(paragraph).join("\n")}${quotes.map(quote).join("\n")}
<p style="margin:24px 0"><a href="${escaped(button.url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#5b5bd6;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none">${lines(button.label)}</a></p>
</td></tr></table><p style="max-width:520px;margin:16px auto 0;font-size:12px;line-height:18px;color:#60646c">${lines(footer)}${link}</p></td></tr></table></body></html>`;
}

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
const lines = (text: string) => escaped(text).replaceAll("\n", "<br>");
