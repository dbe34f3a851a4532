import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { keepFile } from "@/lib/storage/keep";
import { squarePicture } from "@/lib/storage/square-picture";
import { fileStream, storageKey } from "@/lib/storage/storage";

export const maxAvatarBytes = 8_000_000;

/** Makes a picture a user's face: square, small, and drawn anew, so that nothing that was hidden in the file is kept. Throws notAPicture, pictureTooLarge. */
export async function setAvatar(bytes: Buffer, actor: UserActor): Promise<void> {
	if (bytes.length > maxAvatarBytes) throw new DomainError("pictureTooLarge", { megabytes: maxAvatarBytes / 1_000_000 });
	const picture = await squarePicture(bytes);
	if (!picture) throw new DomainError("notAPicture");
	const key = storageKey("avatars", createHash("sha256").update(picture).digest("hex"));
	await keepFile(key, picture);
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
