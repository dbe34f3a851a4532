import { decodeBytes, isKnown } from "./charset";

/** Groups inside of groups, and characters written, beyond which nobody reads. */
const maxDepth = 1_000;
const maxWritten = 1_000_000;

const tokens = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([\s\S])|([{}])|[^\\{}\r\n]+/gi;

/** Groups that hold no words: tables of fonts, pictures, what the file says of itself. Those that begin with \* say so themselves. */
const silentGroups = new Set("fonttbl colortbl stylesheet info pict nonshppict header headerl headerr headerf footer footerl footerr footerf".split(" "));
const written: Record<string, string> = {
	...{ par: "\n", line: "\n", row: "\n", sect: "\n", page: "\n", tab: "\t", cell: "\t", emspace: " ", enspace: " ", bullet: "•" },
	...{ lquote: "‘", rquote: "’", ldblquote: "“", rdblquote: "”", endash: "–", emdash: "—", "~": "\u00a0", _: "‑", "{": "{", "}": "}", "\\": "\\" },
	...{ "\n": "\n", "\r": "\n" },
};
/** Code page of a font's bytes by its \fcharset (RTF 1.9.1, "Font Table"); the others are the document's. */
const fontCharsets: Record<string, number> = {
	...{ "0": 1252, "77": 10000, "128": 932, "129": 949, "134": 936, "136": 950, "161": 1253, "162": 1254, "163": 1258, "177": 1255, "178": 1256, "186": 1257 },
	...{ "204": 1251, "222": 874, "238": 1250, "254": 437, "255": 850 },
};

type Group = { silent: boolean; tag: boolean; rtfOnly: boolean; fonts: boolean; font: string; skip: number };

/**
 * The words of an RTF, or the HTML that it was made from and carries inside (\fromhtml, [MS-OXRTFEX]). Once through, from the first character to
 * the last; whatever it does not know, it leaves out.
 */
export function readRtf(bytes: Buffer): { text: string; html: string } {
	const source = bytes.toString("latin1");
	const reader = new RtfReader();
	const next = new RegExp(tokens);
	for (let token = next.exec(source); token && reader.take(token); token = next.exec(source)) {
		// So many bytes of anything, braces among them.
		if (token[1] === "bin") next.lastIndex += Math.max(0, Number(token[2] ?? 0));
	}
	const found = reader.end();
	return reader.isHtml ? { text: "", html: found } : { text: found, html: "" };
}

class RtfReader {
	isHtml = false;
	private group: Group = { silent: false, tag: false, rtfOnly: false, fonts: false, font: "", skip: 1 };
	private readonly outer: Group[] = [];
	private readonly pieces: string[] = [];
	private length = 0;
	private codePage = 1252;
	private defaultFont = "";
	private readonly codePages = new Map<string, number>();
	/** Bytes whose characters may need the next one, and the code page that they are in. */
	private bytes = "";
	private bytesPage = 1252;
	/** How many characters are still the older form of the last \u. */
	private toSkip = 0;
	private isMarked = false;

	/** False when it is over, or was enough. */
	take([all, word, parameter, hex, symbol, brace]: RegExpExecArray): boolean {
		if (brace) this.brace(brace);
		else if (word || symbol === "*") this.control(word ?? "*", parameter);
		else if (hex || symbol) this.character(hex, symbol);
		else this.text(all);
		if (symbol !== "*") this.isMarked = false;
		const isOver = brace === "}" && this.outer.length === 0;
		return !isOver && this.outer.length < maxDepth && this.length < maxWritten;
	}

	end(): string {
		this.flush();
		return this.pieces.join("");
	}

	private brace(brace: string): void {
		this.toSkip = 0;
		if (brace === "{") {
			this.outer.push(this.group);
			this.group = { ...this.group };
		} else {
			this.group = this.outer.pop() ?? this.group;
		}
	}

	private control(word: string, parameter: string | undefined): void {
		if (word === "*") {
			this.isMarked = true;
			return;
		}
		if (this.toSkip > 0) {
			this.toSkip--;
		} else if (this.isMarked) {
			if (word === "htmltag" && this.isHtml) this.group.tag = true;
			else this.group.silent = true;
		} else if (silentGroups.has(word) || (word === "pntext" && this.isHtml)) {
			this.group.silent = true;
			this.group.fonts = word === "fonttbl";
		} else if (word === "u") {
			this.write(String.fromCharCode(Number(parameter) & 0xffff));
			this.toSkip = this.group.skip;
		} else if (Object.hasOwn(written, word)) {
			this.write(written[word] ?? "");
		} else {
			this.set(word, parameter);
		}
	}

	/** What holds from here on, mostly until the group ends. */
	private set(word: string, parameter = ""): void {
		if (word === "fromhtml") this.isHtml = true;
		else if (word === "htmlrtf") this.group.rtfOnly = parameter !== "0";
		else if (word === "ansicpg") this.codePage = Number(parameter);
		else if (word === "f") this.group.font = parameter;
		else if (word === "deff") this.defaultFont = this.group.font = parameter;
		else if (word === "plain") this.group.font = this.defaultFont;
		else if (word === "uc") this.group.skip = Math.min(Math.max(Number(parameter), 0), 10);
		else if (word === "fcharset" && this.group.fonts && fontCharsets[parameter]) this.codePages.set(this.group.font, fontCharsets[parameter]);
	}

	private character(hex: string | undefined, symbol: string | undefined): void {
		if (this.toSkip > 0) this.toSkip--;
		else if (hex) this.text(String.fromCharCode(Number.parseInt(hex, 16)));
		else if (symbol && Object.hasOwn(written, symbol)) this.write(written[symbol] ?? "");
	}

	private text(bytes: string): void {
		const skipped = Math.min(this.toSkip, bytes.length);
		this.toSkip -= skipped;
		if (this.isHidden()) return;
		const page = (this.group.tag ? undefined : this.codePages.get(this.group.font)) ?? this.codePage;
		if (page !== this.bytesPage) this.flush();
		this.bytesPage = page;
		const kept = bytes.slice(skipped);
		this.bytes += this.isHtml && !this.group.tag ? kept.replaceAll("<", "&lt;").replaceAll(">", "&gt;") : kept;
		this.length += kept.length;
	}

	private write(characters: string): void {
		if (this.isHidden()) return;
		this.flush();
		this.pieces.push(characters);
		this.length += characters.length;
	}

	private flush(): void {
		if (this.bytes === "") return;
		const charset = this.bytesPage === 10000 ? "macintosh" : `cp${this.bytesPage}`;
		this.pieces.push(decodeBytes(Buffer.from(this.bytes, "latin1"), isKnown(charset) ? charset : "windows-1252"));
		this.bytes = "";
	}

	private isHidden(): boolean {
		return this.group.silent || this.group.rtfOnly;
	}
}
