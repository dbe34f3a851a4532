type Part = {
	content: ArrayBuffer | null;
	childNodes: Part[];
	contentType: { multipart: string | false; parsed: { value: string } };
	contentDisposition: { parsed: { value: string } };
};

/** Enough to tell two texts apart by. */
const sampleBytes = 50_000;

/** Whether a part's text and its HTML stand side by side and say the same: some programs write `mixed` or `related` for `alternative` (RFC 2046 §5.1.4). */
export function saysTwice({ contentType, childNodes }: Part): boolean {
	if (!contentType.multipart || contentType.multipart === "alternative") return false;
	const texts = childNodes.filter(
		(part) => /^text\/(?:plain|html)$/.test(part.contentType.parsed.value) && part.contentDisposition.parsed.value !== "attachment",
	);
	const [plain, html] = texts;
	if (texts.length !== 2 || plain?.contentType.parsed.value !== "text/plain" || html?.contentType.parsed.value !== "text/html") return false;
	const said = letters(sample(plain));
	return said.length > 0 && said === letters(sample(html).replace(/<(style|script|title)\b[^>]{0,500}>[^<]{0,20000}<\/\1>|<[^>]{0,2000}>|&#?\w{1,10};/gi, " "));
}

function sample({ content }: Part): string {
	return Buffer.from(content ?? new ArrayBuffer(0))
		.subarray(0, sampleBytes)
		.toString("latin1");
}

/** Those of ASCII, which are the same in every charset. */
function letters(text: string): string {
	return text.replace(/[^a-z0-9]+/gi, "").slice(0, 1_000);
}

/** HTML without what nobody sees of it, which the library would put among the words where it joins parts. */
export function withoutSilent(html: string): string {
	const pieces = html.split(/<(?=(?:style|script|title)\b)/i);
	return pieces.map((piece, index) => (index === 0 ? piece : piece.slice(Math.max(0, piece.search(/<\//))))).join("");
}
