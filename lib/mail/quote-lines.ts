/** A line longer than this is prose, not the head of a quote: patterns never look further, so that no mail can make them slow. */
const maxLine = 300;

/** "On DATE, NAME wrote:" in the languages that mail programs speak. What opens the line, what closes it. */
const attributions: [RegExp, RegExp][] = [
	[/^On\s/i, /\bwrote\s?:?$/i],
	[/^El\s/i, /\bescribió\s?:?$/i],
	[/^(?:Il|Nel|In data)\s/i, /\b(?:ha )?scritto\s?:?$/i],
	[/^Le\s/i, /\sécrit\s?:?$/i],
	[/^(?:Em|A|No dia)\s/i, /\bescreveu\s?:?$/i],
	[/^Am\s/i, /\bschrieb\b.{0,200}:?$/i],
	[/^Op\s/i, /\bschreef\b.{0,200}:?$/i],
	[/^(?:Den|På)\s/i, /\b(?:skrev|skrifaði)\b.{0,200}:?$/i],
	[/^(?:W dniu|Dnia)\s/i, /\b(?:pisze|napisał(?:\(a\)|a)?|napisali)\s?:?$/iu],
	[/^El dia\s/i, /\bva escriure\s?:?$/i],
];

/** Lines that say it all by themselves. */
const separators = [
	/^-{2,}\s?(?:Original Message|Forwarded message|Mensaje original|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|Message d'origine|Message transféré|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Mensagem original|Mensagem encaminhada|Oorspronkelijk bericht|Oprindelig besked|Originalmeddelande|Missatge original)\s?-*$/iu,
	/^(?:Begin forwarded message|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Début du message réexpédié|Anfang der weitergeleiteten Nachricht)\s?:$/i,
	// NAME <ADDRESS> wrote/schrieb/escribió: without a date, and dates first as in Asian and Slavic clients
	/^.{1,150}<[^<>]{3,100}@[^<>]{3,100}>\s?(?:wrote|schrieb|escribió|ha scritto|a écrit|escreveu|написал\(?а?\)?|пишет)\s?:$/iu,
	/^20\d\d[-/.年].{5,150}<[^<>]{3,100}>\s?:$/,
	/^在.{3,150}写道[:：]$/,
	/^20\d\d.{5,150}(?:のメッセージ|작성)\s?:$/,
];

const headerFrom = /^[*\s]{0,3}(?:From|De|Da|Von|Van|Från|Fra|Od|От)\s?:/iu;
const headerNext =
	/^[*\s]{0,3}(?:Sent|Date|Enviado(?: el| em)?|Fecha|Data|Inviato|Envoyé|Gesendet|Datum|Verzonden|Skickat|Sendt|Wysłano|To|Para|A|À|An|Aan|Subject|Asunto|Oggetto|Objet|Betreff|Assunto)\s?:/iu;

const signatures = [
	/^(?:--|_{2,}|—)$/,
	/^(?:Sent from (?:my|Mail|Yahoo|Outlook|Proton)|Get Outlook for|Enviado desde (?:mi|Outlook|Yahoo|el correo)|Obtener Outlook|Inviato da(?:l mio)?\s|Scarica Outlook|Envoyé (?:de mon|depuis)|Télécharger Outlook|Von meinem .{2,40} gesendet|Gesendet (?:von|mit)\s|Outlook für|Enviado do meu|Obter o Outlook|Verzonden vanaf|Sendt fra|Skickat från|Enviat des del)/i,
];

export const isQuoted = (line: string) => line.startsWith(">");
export const isSignature = (line: string) => signatures.some((pattern) => pattern.test(line.slice(0, maxLine).trim()));

/** Whether the head of a quote begins at this line; clients wrap an attribution over as many as three. */
export function isQuoteHead(lines: string[], index: number): boolean {
	const first = (lines[index] ?? "").slice(0, maxLine).trim();
	if (first === "") return false;
	if (separators.some((pattern) => pattern.test(first))) return true;
	if (headerFrom.test(first)) return lines.slice(index + 1, index + 4).some((line) => headerNext.test(line.slice(0, maxLine)));
	const closings = attributions.filter(([opening]) => opening.test(first)).map(([, closing]) => closing);
	return closings.length > 0 && wrapped(lines, index).some((text) => /\d|@/.test(text) && closings.some((closing) => closing.test(text)));
}

/** The line alone, with the next one, and with the next two. */
function wrapped(lines: string[], index: number): string[] {
	return [1, 2, 3].map((count) =>
		lines
			.slice(index, index + count)
			.map((line) => line.trim())
			.join(" ")
			.slice(0, maxLine * 2),
	);
}
