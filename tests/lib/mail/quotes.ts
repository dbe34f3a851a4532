/** How mail programs quote, by language. `who` and `when` in the words of each; written after what they really send. */
export type Sample = { client: string; language: string; text?: string; html?: string };

const who = "Soporte Ñandú <soporte@example.org>";
const html = who.replace("<", "&lt;").replace(">", "&gt;");
const old = "Estimada Ana:\n\nSu pedido 4711 salió ayer.\n\nUn saludo";
const quoted = old.replace(/^/gm, "> ").replace(/ $/gm, "");
const oldHtml = old.replaceAll("\n", "<br>");

const heads: Record<string, Record<string, string>> = {
	Gmail: {
		en: `On Mon, Mar 3, 2025 at 10:00\u202fAM ${who} wrote:`,
		es: "El lun, 3 mar 2025 a las 10:00, Soporte Ñandú (<soporte@example.org>) escribió:",
		"es-419": `El lun, 3 de mar de 2025 10:00 a. m., ${who} escribió:`,
		it: `Il giorno lun 3 mar 2025 alle ore 10:00 ${who} ha scritto:`,
		fr: `Le lun. 3 mars 2025 à 10:00, ${who} a écrit :`,
		de: `Am Mo., 3. März 2025 um 10:00 Uhr schrieb ${who}:`,
		"pt-BR": `Em seg., 3 de mar. de 2025 às 10:00, ${who} escreveu:`,
		"pt-PT": `${who} escreveu (segunda, 3/03/2025 à(s) 10:00):`,
	},
	"Apple Mail": {
		en: `On 3 Mar 2025, at 10:00, ${who} wrote:`,
		es: `El 3 mar 2025, a las 10:00, ${who} escribió:`,
		it: `Il giorno 3 mar 2025, alle ore 10:00, ${who} ha scritto:`,
		fr: `Le 3 mars 2025 à 10:00, ${who} a écrit\u00a0:`,
		de: `Am 03.03.2025 um 10:00 schrieb ${who}:`,
		"pt-BR": `Em 3 de mar. de 2025, à(s) 10:00, ${who} escreveu:`,
		"pt-PT": `No dia 03/03/2025, às 10:00, ${who} escreveu:`,
		"pt-PT, new": `${who} escreveu no dia 03/03/2025, às 10:00:`,
	},
	Thunderbird: {
		en: "On 03/03/2025 10:00, Soporte Ñandú wrote:",
		es: "El 3/3/25 a las 10:00, Soporte Ñandú escribió:",
		it: "Il 03/03/25 10:00, Soporte Ñandú ha scritto:",
		fr: "Le 03/03/2025 à 10:00, Soporte Ñandú a écrit :",
		de: "Am 03.03.25 um 10:00 schrieb Soporte Ñandú:",
		"pt-BR": "Em 03/03/2025 10:00, Soporte Ñandú escreveu:",
		"pt-PT": "Às 10:00 de 03/03/2025, Soporte Ñandú escreveu:",
	},
	Yahoo: {
		en: `On Monday, March 3, 2025 at 10:00:00 AM GMT+1, ${who} wrote:`,
		es: `En lunes, 3 de marzo de 2025, 10:00:00 CET, ${who} escribió:`,
		it: `Il lunedì 3 marzo 2025 alle ore 10:00:00 CET, ${who} ha scritto:`,
		fr: `Le lundi 3 mars 2025 à 10:00:00 UTC+1, ${who} a écrit :`,
		de: `Am Montag, 3. März 2025 um 10:00:00 MEZ hat ${who} Folgendes geschrieben:`,
		pt: `Em segunda-feira, 3 de março de 2025 às 10:00:00 BRT, ${who} escreveu:`,
	},
	Proton: {
		en: `On Monday, March 3rd, 2025 at 10:00 AM, ${who} wrote:`,
		es: `El lunes, 3 de marzo de 2025 a las 10:00, ${who} escribió:`,
		it: `lunedì 3 marzo 2025 10:00, ${who} ha scritto:`,
		fr: `Le lundi 3 mars 2025 à 10:00, ${who} a écrit :`,
		de: `${who} schrieb am Montag, 3. März 2025 um 10:00:`,
		pt: `Em segunda-feira, 3 de março de 2025 às 10:00, ${who} escreveu:`,
	},
};

/** From, sent, to, subject: as Outlook for Windows, Outlook on the web and Outlook for Mac name them. */
const fields: Record<string, string[][]> = {
	en: [
		["From", "Sent", "To", "Subject"],
		["From", "Date", "To", "Subject"],
	],
	es: [
		["De", "Enviado el", "Para", "Asunto"],
		["De", "Enviado", "Para", "Asunto"],
		["De", "Fecha", "Para", "Asunto"],
	],
	it: [
		["Da", "Inviato", "A", "Oggetto"],
		["Da", "Data", "A", "Oggetto"],
	],
	fr: [
		["De ", "Envoyé ", "À ", "Objet "],
		["De ", "Date ", "À ", "Objet "],
	],
	de: [
		["Von", "Gesendet", "An", "Betreff"],
		["Von", "Datum", "An", "Betreff"],
	],
	pt: [
		["De", "Enviada em", "Para", "Assunto"],
		["De", "Enviado", "Para", "Assunto"],
		["De", "Data", "Para", "Assunto"],
	],
};
const values = [who, "lunes, 3 de marzo de 2025 10:00", "Ana Ruiz <ana@example.com>", "RE: Pedido 4711"];

const originals: Record<string, string> = {
	en: "Original Message",
	es: "Mensaje original",
	it: "Messaggio originale",
	fr: "Message d’origine",
	de: "Ursprüngliche Nachricht",
	pt: "Mensagem original",
};

const signatures: Record<string, Record<string, string>> = {
	iOS: {
		en: "Sent from my iPhone",
		es: "Enviado desde mi iPhone",
		it: "Inviato da iPhone",
		fr: "Envoyé de mon iPhone",
		de: "Von meinem iPhone gesendet",
		pt: "Enviado do meu iPhone",
	},
	"Outlook, telephone": {
		en: "Get Outlook for iOS<https://aka.ms/o0ukef>",
		es: "Obtener Outlook para iOS<https://aka.ms/o0ukef>",
		it: "Scarica Outlook per iOS<https://aka.ms/o0ukef>",
		fr: "Télécharger Outlook pour iOS<https://aka.ms/o0ukef>",
		de: "Outlook für iOS herunterladen<https://aka.ms/o0ukef>",
		pt: "Obter o Outlook para iOS<https://aka.ms/o0ukef>",
	},
	Proton: {
		en: "Sent with Proton Mail secure email.",
		es: "Enviado con el correo seguro de Proton Mail.",
		it: "Inviato con l'email sicura Proton Mail.",
		fr: "Envoyé avec la messagerie sécurisée Proton Mail.",
		de: "Gesendet mit Proton Mail sichere E-Mail.",
		pt: "Enviado com o e-mail seguro Proton Mail.",
	},
	"Yahoo, Android": {
		en: "Sent from Yahoo Mail on Android",
		es: "Enviado desde Yahoo Mail para Android",
		it: "Inviato da Yahoo Mail su Android",
		fr: "Envoyé à partir de Yahoo Mail pour Android",
		de: "Von Yahoo Mail auf Android gesendet",
		pt: "Enviado do Yahoo Mail para Android",
	},
	Samsung: {
		en: "Sent from my Galaxy",
		es: "Enviado desde mi Galaxy",
		it: "Inviato dal mio telefono Samsung",
		fr: "Envoyé depuis mon appareil mobile Galaxy",
		de: "Gesendet von meinem Galaxy",
		pt: "Enviado do meu Galaxy",
	},
};

export const answer = "Gracias, ya llegó.\n\nAna";
const answerHtml = "<div>Gracias, ya llegó.</div><div><br></div><div>Ana</div>";

/** The answer as text, with what each program puts below it. */
export const texts: Sample[] = [
	...Object.entries(heads).flatMap(([client, byLanguage]) =>
		Object.entries(byLanguage).flatMap(([language, head]) => [
			{ client, language, text: `${answer}\n\n${head}\n\n${quoted}` },
			{ client: `${client}, wrapped`, language, text: `${answer}\n\n${wrapped(head)}\n${quoted}` },
			{ client: `${client}, without >`, language, text: `${answer}\n\n${head}\n\n${old}` },
			{ client: `${client}, and a signature below`, language, text: `${answer}\n\n${head}\n\n${quoted}\n\n-- \nAna Ruiz\nACME` },
		]),
	),
	...Object.entries(fields).flatMap(([language, programs]) =>
		programs.flatMap((names) => {
			const block = names.map((name, index) => `${name}: ${values[index]}`).join("\n");
			return [
				{ client: "Outlook", language, text: `${answer}\n\n${block}\n\n${old}` },
				{ client: "Outlook, with a line", language, text: `${answer}\n\n________________________________\n${block}\n\n${old}` },
				{ client: "Outlook, bold", language, text: `${answer}\n\n${block.replace(/^(.+?):/gm, "*$1:*")}\n\n${old}` },
				{ client: "Android", language, text: `${answer}\n\n-------- ${originals[language]} --------\n${block}\n\n${old}` },
				{ client: "Outlook 2003", language, text: `${answer}\n\n-----${originals[language]}-----\n${block}\n\n${old}` },
				{ client: "Proton, old", language, text: `${answer}\n\n‐‐‐‐‐‐‐ ${originals[language]} ‐‐‐‐‐‐‐\n${block}\n\n${old}` },
			];
		}),
	),
	...Object.entries(signatures).flatMap(([client, byLanguage]) =>
		Object.entries(byLanguage).map(([language, signature]) => ({
			client: `${client}, signature`,
			language,
			text: `${answer}\n\n${signature}\n\n> ${heads["Apple Mail"]?.[language] ?? heads["Apple Mail"]?.en}\n> \n> ${old.replaceAll("\n", "\n> ")}`,
		})),
	),
];

/** The answer as HTML, in the shape that each program gives its mails. */
export const pages: Sample[] = [
	...by(
		"Gmail",
		(head) =>
			`<div dir="ltr">${answerHtml}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${head}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">${oldHtml}</div></blockquote></div>`,
	),
	...by(
		"Gmail, old",
		(head) =>
			`<div dir="ltr">${answerHtml}</div><div class="gmail_extra"><br><div class="gmail_quote">${head}<br><blockquote class="gmail_quote">${oldHtml}</blockquote></div><br></div>`,
	),
	...by(
		"Apple Mail",
		(head) =>
			`<html><body style="overflow-wrap: break-word;">${answerHtml}<br><div><br><blockquote type="cite"><div>${head}</div><br class="Apple-interchange-newline"><div>${oldHtml}</div></blockquote></div><br></body></html>`,
	),
	...by(
		"Apple Mail",
		(head) =>
			`<html><body>${answerHtml}<div><br><div><div>${head}</div><br class="Apple-interchange-newline"><blockquote type="cite"><div>${oldHtml}</div></blockquote></div><br></div></body></html>`,
	),
	...by(
		"Apple Mail",
		(head) =>
			`<html><body dir="auto">${answerHtml}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Enviado desde mi iPhone</div><div dir="ltr"><br><blockquote type="cite">${head}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff${oldHtml}</div></blockquote></body></html>`,
		"iOS",
	),
	...by(
		"Thunderbird",
		(head) =>
			`<html><body>${answerHtml.replaceAll("div", "p")}<div class="moz-cite-prefix">${head}<br></div><blockquote type="cite" cite="mid:a@example.org"><p>${oldHtml}</p></blockquote><br></body></html>`,
	),
	...by(
		"Thunderbird",
		(head) =>
			`<html><body>${answerHtml}<div class="moz-cite-prefix">${head}</div><blockquote type="cite">${oldHtml}</blockquote><pre class="moz-signature" cols="72">-- \nAna Ruiz\nACME</pre></body></html>`,
		"Thunderbird, signature below",
	),
	...by(
		"Yahoo",
		(head) =>
			`<html><head></head><body><div class="ydp1yahoo-style-wrap">${answerHtml}<div><br></div></div><div id="ydp2yahoo_quoted_1" class="yahoo_quoted"><div style="font-family:Arial"><div>${head}</div><div><br></div><div><div id="ydp2yiv"><div>${oldHtml}</div></div></div></div></div></body></html>`,
	),
	...by(
		"Proton",
		(head) =>
			`<div style="font-family: Arial">${answerHtml}</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-user">Ana Ruiz</div><div class="protonmail_signature_block-proton">Sent with Proton</div></div><div class="protonmail_quote">${head}<br><blockquote class="protonmail_quote" type="cite">${oldHtml}</blockquote><br></div>`,
	),
	...by(
		"Gmail",
		(head) =>
			`<div dir="auto">${answerHtml}</div><br><div class="elided-text"><div dir="ltr">${head}<br></div><blockquote style="margin:0 0 0 .8ex">${oldHtml}</blockquote></div>`,
		"Gmail, without its marks",
	),
	...block(
		"Outlook, Windows",
		(rows) =>
			`<html><body lang="ES"><div class="WordSection1"><p class="MsoNormal">Gracias, ya llegó.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Ana<o:p></o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${rows("b", "<br>")}</p></div></div><p class="MsoNormal">${oldHtml}</p></div></body></html>`,
	),
	...block(
		"Outlook, web",
		(rows) =>
			`<html><body dir="ltr"><div class="elementToProof">${answerHtml}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">${rows("b", "<br>")}</font><div>&nbsp;</div></div><div>${oldHtml}</div></body></html>`,
	),
	...block(
		"Outlook, telephone",
		(rows) =>
			`<html><body>${answerHtml}<div id="ms-outlook-mobile-body-separator-line"><br></div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message"><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg">${rows("b", "<br>")}</div>${oldHtml}</div></body></html>`,
	),
	...block(
		"Android",
		(rows, language) =>
			`<div dir="auto">${answerHtml}</div><div id="composer_signature" dir="auto">Enviado desde mi Galaxy</div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- ${originals[language]} --------</div><div>${rows("span", "</div><div>")}</div><div><br></div></div><div>${oldHtml}</div>`,
	),
	...block(
		"GMX",
		(rows) =>
			`<div>${answerHtml}<div name="quote" style="margin:10px 5px 5px 10px; border-left:2px solid #C3D9E5;"><div>${rows("b", "<br>")}</div><div name="quoted-content">${oldHtml}</div></div></div>`,
	),
	...block("Outlook, table", (rows) => `<div>${answerHtml}</div><table><tr><td><div>${rows("b", "</div><div>")}</div></td></tr></table><div>${oldHtml}</div>`),
];

function by(client: string, page: (head: string) => string, label = client): Sample[] {
	return Object.entries(heads[client] ?? {}).map(([language, head]) => ({ client: label, language, html: page(head.replace(who, html)) }));
}

function block(client: string, page: (rows: (tag: string, between: string) => string, language: string) => string): Sample[] {
	return Object.entries(fields).flatMap(([language, programs]) =>
		programs.map((names) => ({
			client,
			language,
			html: page(
				(tag, between) => names.map((name, index) => `<${tag}>${name}:</${tag}> ${values[index]?.replace("<", "&lt;").replace(">", "&gt;")}`).join(between),
				language,
			),
		})),
	);
}

/** As programs break long lines: not past 76 characters. */
function wrapped(line: string): string {
	const at = line.lastIndexOf(" ", Math.min(76, line.length - 10));
	return `${line.slice(0, at)}\n${line.slice(at + 1)}`;
}
