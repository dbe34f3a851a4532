/** `1.2.840.113549.1.7.2` and `.1`: signed data, and plain data in it (RFC 5652). */
const signedData = Buffer.from("2a864886f70d010702", "hex");
const plainData = Buffer.from("2a864886f70d010701", "hex");
const tags = { sequence: 0x30, set: 0x31, oid: 0x06, octets: 0x04, manyOctets: 0x24, wrapped: 0xa0 } as const;

type Element = { tag: number; start: number; end: number; next: number };

/**
 * What an opaque S/MIME signature is around (application/pkcs7-mime; smime-type=signed-data, RFC 8551 §3.5.2): a mail's body, with headers
 * of its own. Nothing is verified: who shows it must not say so. Null for everything else, encrypted mail above all.
 */
export function signedContent(bytes: Buffer): Buffer | null {
	try {
		return contentOf(bytes);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function contentOf(bytes: Buffer): Buffer | null {
	const [type, content] = children(bytes, read(bytes, 0), 2);
	if (type?.tag !== tags.oid || !bytes.subarray(type.start, type.end).equals(signedData) || content?.tag !== tags.wrapped) return null;
	const signed = children(bytes, content, 1)[0];
	const inside = signed && children(bytes, signed, 3)[2];
	const [innerType, wrapped] = inside?.tag === tags.sequence ? children(bytes, inside, 2) : [];
	if (!innerType || !bytes.subarray(innerType.start, innerType.end).equals(plainData) || wrapped?.tag !== tags.wrapped) return null;
	const octets = children(bytes, wrapped, 1)[0];
	if (octets?.tag === tags.octets) return bytes.subarray(octets.start, octets.end);
	if (octets?.tag !== tags.manyOctets) return null;
	return Buffer.concat(children(bytes, octets, 100_000).map((piece) => bytes.subarray(piece.start, piece.end)));
}

/** The first so many elements inside of one. */
function children(bytes: Buffer, parent: Element, most: number): Element[] {
	const found: Element[] = [];
	for (let at = parent.start; at < parent.end && found.length < most; ) {
		const child = read(bytes, at);
		if (child.tag === 0 && child.start === child.end) break;
		found.push(child);
		at = child.next;
	}
	return found;
}

/** One element of BER (X.690), whose length may be left open and ended by two zero bytes. */
function read(bytes: Buffer, at: number, depth = 0): Element {
	const tag = bytes.readUInt8(at);
	const first = bytes.readUInt8(at + 1);
	if (first === 0x80) return openEnded(bytes, tag, at + 2, depth);
	const many = first < 0x80 ? 0 : first & 0x7f;
	if (many > 4) throw new RangeError("longer than any mail");
	const start = at + 2 + many;
	const length = many === 0 ? first : bytes.readUIntBE(at + 2, many);
	if (start + length > bytes.length) throw new RangeError("cut short");
	return { tag, start, end: start + length, next: start + length };
}

function openEnded(bytes: Buffer, tag: number, start: number, depth: number): Element {
	if (depth > 20) throw new RangeError("too deep");
	for (let at = start; ; ) {
		if (bytes.readUInt16BE(at) === 0) return { tag, start, end: at, next: at + 2 };
		at = read(bytes, at, depth + 1).next;
	}
}
