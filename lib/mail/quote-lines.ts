/** A line longer than this is prose, not the head of a quote: patterns never look further, so that no mail can make them slow. */
const maxLine = 300;

/** "On DATE, NAME wrote:" in the languages that mail programs speak. What opens the line, what closes it. */
const attributions: [RegExp, RegExp][] = [
	[/^On\s/i, /\bwrote\s?:?$/i],
	[/^(?:El|En)\s/i, /\bescribió\s?:?$/i],
	[/^(?:Il|Nel|In data|Lunedì|Martedì|Mercoledì|Giovedì|Venerdì|Sabato|Domenica)\s/i, /\b(?:ha )?scritto\s?:?$/i],
	[/^Le\s/i, /\sécrit\s?:?$/i],
	[/^(?:Em|A|No dia|Na|Às|Aos|À\(s\))\s/i, /\bescreveu\s?:?$/i],
	[/^Am\s/i, /\b(?:schrieb\b.{0,200}|geschrieben\s?):?$/i],
	[/^Op\s/i, /\bschreef\b.{0,200}:?$/i],
	[/^(?:Den|På)\s/i, /\b(?:skrev|skrifaði)\b.{0,200}:?$/i],
	[/^(?:W dniu|Dnia)\s/i, /\b(?:pisze|napisał(?:\(a\)|a)?|napisali)\s?:?$/iu],
	[/^El dia\s/i, /\bva escriure\s?:?$/i],
];

/** Lines that say it all by themselves. Their dashes may be any of typography's. */
const separators = [
	/^[-‐–—_]{2,}\s?(?:Original Message|Forwarded message|Mensaje original|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|Message d['’]origine|Message original|Message transféré|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Mensagem original|Mensagem encaminhada|Mensagem reencaminhada|Oorspronkelijk bericht|Oprindelig besked|Originalmeddelande|Missatge original)\s?[-‐–—_]*$/iu,
	/^(?:Begin forwarded message|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Début du (?:message réexpédié|courriel transféré)|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Início da mensagem (?:reencaminhada|encaminhada))\s?:$/i,
	/^20\d\d[-/.年].{5,150}<[^<>]{3,100}>\s?:$/,
	/^在.{3,150}写道[:：]$/,
	/^20\d\d.{5,150}(?:のメッセージ|작성)\s?:$/,
];

/** NAME <ADDRESS> wrote/schrieb/escribió, the date behind it or nowhere. */
const named = [
	/^.{1,150}<[^<>]{3,100}@[^<>]{3,100}>\)?\s?(?:wrote|schrieb|escribió|ha scritto|a écrit|escreveu|hat|написал\(?а?\)?|пишет)(?:\s(?=.{0,60}\d).{3,100}?(?:geschrieben\s?)?)?\s?:$/iu,
	/^.{1,100}\s(?:wrote on|escribió el|ha scritto il|a écrit le|schrieb am|escreveu (?:em|no dia))\s.{0,40}\d.{0,60}:$/iu,
];

const headerFrom = /^[*\s]{0,3}(?:From|De|Da|Von|Van|Från|Fra|Od|От)\s?:/iu;
const headerNext =
	/^[*\s]{0,3}(?:Sent|Date|Enviad[oa](?: el| em)?|Fecha|Data|Inviato|Envoyé|Gesendet|Datum|Verzonden|Skickat|Sendt|Wysłano|To|Para|A|À|An|Aan|Subject|Asunto|Oggetto|Objet|Betreff|Assunto)\s?:/iu;

const signatures = [
	/^(?:--|_{2,}|—)$/,
	/^(?:Sent (?:from (?:my|Mail|Yahoo|Outlook|Proton)|with Proton|via)\b|Get Outlook for|Enviado (?:desde|do|com|con|a partir do) (?:mi|meu|Outlook|Yahoo|Proton|o |el |la app|Gmail|Mail)|Obtener Outlook|Inviato (?:da|dal mio|con) ?(?:iP|mio|il|l['’]|Outlook|Yahoo|Proton|Libero|Gmail|Posta|Samsung|smartphone|telefono|Mail)|Scarica Outlook|Ottieni Outlook|Envoyé (?:de mon|depuis|à partir|avec|de Yahoo)|Télécharger Outlook|Obtenez Outlook|Von meinem .{2,40} gesendet|Von (?:Yahoo|Outlook).{0,40} gesendet|Gesendet (?:von|mit)\s|Holen Sie sich Outlook|Outlook für|Obter o Outlook|Verzonden vanaf|Sendt fra|Skickat från|Enviat des del)/i,
];

/** "My answers are below, in red": what is quoted holds words that are new. */
const pointers = [
	/\b(?:see|answer|answers|answered|comment|comments|replies|reply|replied|responses?)\b.{0,40}\b(?:below|inline|in-line|in (?:red|blue|green|bold|the text))\b/i,
	/\b(?:respuestas?|comentarios?|respondo|contesto|ver|vea|véase|mira)\b.{0,40}(?:abajo|debajo|en (?:rojo|azul|verde|negrita)|entre líneas|en el (?:mismo )?texto|intercalad)/i,
	/\b(?:rispost[ae]|rispondo|commenti|vedi|veda)\b.{0,40}\b(?:sotto|di seguito|in (?:rosso|blu|verde|grassetto|linea)|nel testo)\b/i,
	/(?:réponses?|commentaires?|réponds|voir|voyez)\b.{0,40}\b(?:ci-dessous|plus bas|en (?:rouge|bleu|vert|gras)|dans le texte)\b/i,
	/\b(?:antworte?n?|kommentare?|anmerkungen|siehe)\b.{0,40}\b(?:unten|inline|in (?:rot|blau|grün)|im text)\b/i,
	/\b(?:respostas?|comentários?|respondo|ver|veja)\b.{0,40}(?:abaixo|em (?:vermelho|azul|verde|negrito)|no texto)/i,
];

/** A line that names a date, a recipient or a subject: some programs put them above the sender. */
export const isHeaderField = (line: string) => headerNext.test(line.slice(0, maxLine));
export const isQuoted = (line: string) => line.startsWith(">");
export const isSignature = (line: string) => signatures.some((pattern) => pattern.test(line.slice(0, maxLine).trim()));

/** Whether these words send the reader into the quote below them. Only short ones do. */
export const pointsBelow = (visible: string) => visible.length <= 400 && pointers.some((pattern) => pattern.test(visible));

/** Whether the head of a quote begins at this line; clients wrap an attribution over as many as three. */
export function isQuoteHead(lines: string[], index: number): boolean {
	const first = (lines[index] ?? "").slice(0, maxLine).trim();
	if (first === "") return false;
	if (separators.some((pattern) => pattern.test(first))) return true;
	if (headerFrom.test(first)) return lines.slice(index + 1, index + 4).some((line) => headerNext.test(line.slice(0, maxLine)));
	if (/@.{1,100}>|\swrote on|\sescribió el|\sha scritto il|\sa écrit le|\sschrieb am|\sescreveu/i.test(first) && wrapped(lines, index).some(isNamed))
		return true;
	const closings = attributions.filter(([opening]) => opening.test(first)).map(([, closing]) => closing);
	return closings.length > 0 && wrapped(lines, index).some((text) => /\d|@/.test(text) && closings.some((closing) => closing.test(text)));
}

const isNamed = (text: string) => named.some((pattern) => pattern.test(text));

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
