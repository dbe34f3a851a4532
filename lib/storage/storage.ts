import "server-only";
import path from "node:path";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import { db } from "@/db";
import { orphanFiles } from "@/db/schema";
import { env } from "@/lib/env";

let disk: Disk | undefined;

function storage(): Disk {
	disk ??= new Disk(new FSDriver({ location: path.resolve(env().STORAGE_DIR), visibility: "private" }));
	return disk;
}

/** Where bytes of this hash live: named by content, so that storing again changes nothing and a repeated job leaves no second copy. */
export function storageKey(kind: "raw" | "files", sha256: string): string {
	return `${kind}/${sha256.slice(0, 2)}/${sha256}`;
}

/** Keeps bytes under a key made by `storageKey`. First it takes them from those that are to be swept: another row is going to name them. */
export async function putFile(key: string, bytes: Buffer): Promise<void> {
	await db().delete(orphanFiles).where(eq(orphanFiles.key, key));
	await storage().put(key, bytes);
}

/** Nothing there is as good as deleted. */
export async function deleteFile(key: string): Promise<void> {
	await storage().delete(key);
}

/** Throws when nothing is kept under the key. */
export async function fileStream(key: string): Promise<ReadableStream> {
	return Readable.toWeb(await storage().getStream(key)) as ReadableStream;
}
