import "server-only";
import sharp from "sharp";

/** Pixels of a side: more than twice what any face is shown at. */
const side = 256;
/** A small file may unpack to a huge picture. */
const mostPixels = 50_000_000;
/** What else sharp can read is no photo; SVG among it is a program. */
const photos = ["jpeg", "png", "webp", "gif", "heif"];

/**
 * A picture cut to a square, turned as its EXIF says, and drawn anew as WebP: nothing of the file itself (EXIF with a place, a script behind
 * the pixels) is kept. Null for what is no photo.
 */
export async function squarePicture(bytes: Buffer): Promise<Buffer | null> {
	try {
		const { format = "" } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata();
		if (!photos.includes(format)) return null;
		const picture = sharp(bytes, { limitInputPixels: mostPixels, pages: 1 }).rotate();
		return await picture.resize(side, side, { fit: "cover", position: "attention" }).webp({ quality: 86 }).toBuffer();
	} catch {
		return null;
	}
}
