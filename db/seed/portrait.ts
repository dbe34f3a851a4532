import { createHash } from "node:crypto";
import { type Colour, png } from "./png";

const side = 256;
const skins: Colour[] = [
	[244, 208, 177],
	[222, 171, 127],
	[176, 118, 79],
	[112, 74, 52],
];
const hairs: Colour[] = [
	[44, 34, 30],
	[94, 60, 38],
	[184, 134, 72],
	[120, 118, 122],
];
const grounds: Colour[] = [
	[191, 215, 234],
	[214, 228, 200],
	[240, 213, 190],
	[218, 208, 236],
];
const clothes: Colour[] = [
	[63, 81, 120],
	[148, 72, 74],
	[70, 110, 96],
	[90, 82, 110],
];

/** A drawn head and shoulders that look the same for a name every time. */
export function portrait(name: string): Buffer {
	const dice = createHash("sha256").update(name).digest();
	const pick = (colours: Colour[], die: number) => colours[(dice[die] ?? 0) % colours.length] ?? [0, 0, 0];
	const [skin, hair, ground, cloth] = [pick(skins, 0), pick(hairs, 1), pick(grounds, 2), pick(clothes, 3)];
	const long = (dice[4] ?? 0) % 2 === 0;
	const within = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
	return png(side, side, (x, y) => {
		const eye = within(Math.abs(x - 128), y, 20, 116, 5, 6);
		const mouth = within(x, y, 128, 144, 16, 8) && y > 146;
		if (eye || mouth) return mouth ? [168, 84, 78] : [40, 36, 38];
		if (within(x, y, 128, 122, 46, 54) && !(y < 92 && within(x, y, 128, 84, 58, 30))) return skin;
		if (within(x, y, 128, 104, 58, 56) && (y < 118 || long)) return hair;
		if (long && within(x, y, 128, 150, 62, 70) && y < 206) return hair;
		if (Math.abs(x - 128) < 18 && y > 160 && y < 200) return skin;
		return within(x, y, 128, 262, 96, 78) ? cloth : ground;
	});
}
