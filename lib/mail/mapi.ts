/** Values by property id; a wide string under its id with bit 16 set, so that who reads it knows how. */
export type MapiProperties = Map<number, Buffer>;

const sizes: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const text = 0x1e;
const wideText = 0x1f;
const variable = [text, wideText, 0x102, 0x0d];
const multiple = 0x1000;
const maxProperties = 2_000;

/** The texts and bytes among a list of MAPI properties as TNEF holds them ([MS-OXTNEF] §2.1.3.4). Ends at the first that it cannot read. */
export function mapiProperties(bytes: Buffer): MapiProperties {
	const found: MapiProperties = new Map();
	try {
		read(bytes, found);
	} catch (error) {
		// Cut short: what came before the end counts.
		if (!(error instanceof RangeError)) throw error;
	}
	return found;
}

function read(bytes: Buffer, found: MapiProperties): void {
	let at = 4;
	for (let left = Math.min(bytes.readUInt32LE(0), maxProperties); left > 0; left--) {
		const type = bytes.readUInt16LE(at);
		const id = bytes.readUInt16LE(at + 2);
		at += 4;
		if (id >= 0x8000) at = afterName(bytes, at);
		const kind = type & ~multiple;
		const isVariable = variable.includes(kind);
		let count = 1;
		if (isVariable || type & multiple) {
			count = bytes.readUInt32LE(at);
			at += 4;
		}
		for (; count > 0; count--) {
			const size = isVariable ? bytes.readUInt32LE(at) : sizes[kind];
			if (size === undefined) return;
			const start = isVariable ? at + 4 : at;
			if (start + size > bytes.length) return;
			if (isVariable) found.set(kind === wideText ? id | 0x10000 : id, bytes.subarray(start, start + size));
			at = start + Math.ceil(size / 4) * 4;
		}
	}
}

/** A property with a name of its own: whose it is, then a number or a text. */
function afterName(bytes: Buffer, at: number): number {
	const isNumber = bytes.readUInt32LE(at + 16) === 0;
	return at + 24 + (isNumber ? 0 : Math.ceil(bytes.readUInt32LE(at + 20) / 4) * 4);
}
