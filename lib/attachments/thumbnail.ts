import "server-only";
import sharp from "sharp";
import { log } from "@/lib/log";
import { checkLater } from "@/lib/storage/keep";
import { fileBytes, hasFile, putFile, storageKey } from "@/lib/storage/storage";
import { pictureTypes } from "./pictures";

/** Twice what is shown, for sharp screens. */
const side = 480;
/** A picture of 50 megapixels is decoded into 200 MB; a bomb says to be larger. */
const maxPixels = 50_000_000;

/**
 * A small WebP of a picture, made at its first view and kept; null for what is no picture or cannot be read as one. Turned as the camera
 * was held, and without what else the camera noted (EXIF: place, time, device).
 */
export async function thumbnailKey({ sha256, contentType, storageKey: source }: Source): Promise<string | null> {
	if (!sha256 || !source || !pictureTypes.includes(contentType)) return null;
	const key = storageKey("thumbnails", sha256);
	if (await hasFile(key)) return key;
	try {
		const picture = sharp(await fileBytes(source), { limitInputPixels: maxPixels, sequentialRead: true });
		const small = await picture
			.rotate()
			.resize(side, side, { fit: "inside", withoutEnlargement: true })
			.webp({ quality: 78 })
			.timeout({ seconds: 15 })
			.toBuffer();
		await checkLater(source);
		await putFile(key, small);
		return key;
	} catch (error) {
		log().info({ source, err: error }, "no thumbnail of a picture");
		return null;
	}
}

type Source = { sha256: string | null; contentType: string; storageKey: string | null };
