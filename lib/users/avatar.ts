import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { db } from "@/db";
import { users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { fileStream, putFile, storageKey } from "@/lib/storage/storage";

export const maxAvatarBytes = 8_000_000;
const edge = 256;
// What a photograph comes in. SVG is a program, and is not among them.
const formats = ["jpeg", "png", "webp", "gif", "avif", "heif"];

/** Makes a picture a user's face: square, small, and drawn anew, so that nothing that was hidden in the file is kept. Throws notAPicture. */
export async function setAvatar(bytes: Buffer, actor: UserActor): Promise<void> {
	const picture = await square(bytes).catch(() => null);
	if (!picture) throw new DomainError("notAPicture", { megabytes: maxAvatarBytes / 1_000_000 });
	const key = storageKey("avatars", createHash("sha256").update(picture).digest("hex"));
	await putFile(key, picture);
	await db().update(users).set({ avatarKey: key }).where(eq(users.id, actor.user.id));
}

export async function removeAvatar(actor: UserActor): Promise<void> {
	await db().update(users).set({ avatarKey: null }).where(eq(users.id, actor.user.id));
}

/** A user's picture; null when they have none. */
export async function avatarOf(userId: number): Promise<ReadableStream | null> {
	const [user] = await db().select({ key: users.avatarKey }).from(users).where(eq(users.id, userId));
	return user?.key ? fileStream(user.key) : null;
}

async function square(bytes: Buffer): Promise<Buffer | null> {
	const image = sharp(bytes, { limitInputPixels: 50_000_000, failOn: "error" });
	const { format } = await image.metadata();
	if (!format || !formats.includes(format)) return null;
	return image.rotate().resize(edge, edge, { fit: "cover", position: "attention" }).webp({ quality: 82 }).toBuffer();
}
