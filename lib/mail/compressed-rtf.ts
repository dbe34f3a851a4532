/** Texts that Outlook's first bytes are full of: what the packing may refer to before anything is written ([MS-OXRTFCP] §2.1.2.1). */
const dictionary = Buffer.from(
	"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx",
	"latin1",
);
const headerBytes = 16;
const packed = 0x75465a4c;
const plain = 0x414c454d;
const windowBytes = 4096;
/** A text of this size is longer than what is kept of any mail; pictures make more, and are not shown from here. */
const maxBytes = 4_000_000;

/**
 * The RTF that Outlook keeps a body in, unpacked ([MS-OXRTFCP]). Sizes that the header tells are not believed: it ends where its bytes or its own mark end,
 * or at four megabytes. Empty for what is something else.
 */
export function unpackedRtf(bytes: Buffer): Buffer {
	const type = bytes.length > headerBytes ? bytes.readUInt32LE(8) : 0;
	if (type === plain) return bytes.subarray(headerBytes, headerBytes + maxBytes);
	return type === packed ? unpack(bytes) : Buffer.alloc(0);
}

/** Eight at a time, a byte says of each whether it is a byte or a place in the last four kilobytes, and so many bytes from there. */
function unpack(bytes: Buffer): Buffer {
	// Two bytes become seventeen at most.
	const out = Buffer.alloc(dictionary.length + Math.min(maxBytes, bytes.length * 9));
	let end = dictionary.copy(out);
	for (let at = headerBytes; at < bytes.length; ) {
		const kinds = bytes[at++] ?? 0;
		for (let bit = 0; bit < 8 && at < bytes.length && end < out.length; bit++) {
			const first = bytes[at++] ?? 0;
			if ((kinds & (1 << bit)) === 0) {
				out[end++] = first;
				continue;
			}
			const reference = (first << 8) | (bytes[at++] ?? 0);
			const place = reference >> 4;
			if (place === end % windowBytes) return out.subarray(dictionary.length, end);
			let from = end - ((end - place + windowBytes) % windowBytes);
			for (let left = (reference & 15) + 2; left > 0 && end < out.length; left--) out[end++] = out[from++] ?? 0;
		}
		if (end >= out.length) break;
	}
	return out.subarray(dictionary.length, end);
}
