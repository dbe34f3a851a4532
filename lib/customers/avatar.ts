import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { customers } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { keepFile } from "@/lib/storage/keep";
import { squarePicture } from "@/lib/storage/square-picture";
import { fileStream, storageKey } from "@/lib/storage/storage";
import { change } from "./edit";

export const largestAvatar = 10_000_000;

/** Makes a picture the customer's. Throws notAPicture for what is none. */
export async function setAvatar(id: number, bytes: Buffer, actor: Actor): Promise<void> {
	if (bytes.length > largestAvatar) throw new DomainError("pictureTooLarge", { megabytes: largestAvatar / 1_000_000 });
	const picture = await squarePicture(bytes);
	if (!picture) throw new DomainError("notAPicture");
	const key = storageKey("files", createHash("sha256").update(picture).digest("hex"));
	await keepFile(key, picture);
	await change(id, actor, () => ({ avatarKey: key }));
}

export async function removeAvatar(id: number, actor: Actor): Promise<void> {
	await change(id, actor, ({ avatarKey }) => (avatarKey === null ? null : { avatarKey: null }));
}

/** The customer's picture, to show; null when there is none. */
export async function avatarResponse(id: number): Promise<Response | null> {
	const [customer] = await db().select({ key: customers.avatarKey }).from(customers).where(eq(customers.id, id));
	if (!customer?.key) return null;
	return new Response(await fileStream(customer.key), {
		headers: {
			"Content-Type": "image/webp",
			"X-Content-Type-Options": "nosniff",
			"Content-Security-Policy": "default-src 'none'; sandbox",
			"Cross-Origin-Resource-Policy": "same-origin",
			// The address names the picture (`?v=`).
			"Cache-Control": "private, max-age=31536000, immutable",
		},
	});
}
