import "server-only";
import path from "node:path";
import { Readable } from "node:stream";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import { env } from "@/lib/env";

let disk: Promise<Disk> | undefined;

/** A bucket where one is configured, else a directory. Nothing in either can be reached but through us. */
function storage(): Promise<Disk> {
	const { S3_BUCKET, STORAGE_DIR } = env();
	disk ??= S3_BUCKET ? bucket(S3_BUCKET) : Promise.resolve(new Disk(new FSDriver({ location: path.resolve(STORAGE_DIR), visibility: "private" })));
	return disk;
}

/** Loaded only where it is used: Amazon's SDK is large. */
async function bucket(name: string): Promise<Disk> {
	const [{ S3Client }, { S3Driver }] = await Promise.all([import("@aws-sdk/client-s3"), import("flydrive/drivers/s3")]);
	const { S3_REGION: region, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env();
	const client = new S3Client({
		region,
		// Another server than Amazon's: the bucket stands in the path, and checksums as trailers would be stored as part of the file by some.
		...(endpoint && { endpoint, forcePathStyle: true }),
		requestChecksumCalculation: "WHEN_REQUIRED",
		responseChecksumValidation: "WHEN_REQUIRED",
		...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
	});
	// New buckets know no ACLs any more, and refuse requests that name one.
	return new Disk(new S3Driver({ client, bucket: name, visibility: "private", supportsACL: false }));
}

/** Where bytes of this hash live: named by content, so that storing again changes nothing and a repeated job leaves no second copy. */
export function storageKey(kind: "raw" | "files" | "avatars" | "thumbnails", sha256: string): string {
	return `${kind}/${sha256.slice(0, 2)}/${sha256}`;
}

/** Keeps bytes under a key made by `storageKey`. */
export async function putFile(key: string, bytes: Buffer): Promise<void> {
	await (await storage()).put(key, bytes);
}

/** Throws when nothing is kept under the key. */
export async function fileStream(key: string): Promise<ReadableStream> {
	return Readable.toWeb(await (await storage()).getStream(key)) as ReadableStream;
}

/** The whole of it. Throws when nothing is kept under the key. */
export async function fileBytes(key: string): Promise<Buffer> {
	return Buffer.from(await (await storage()).getBytes(key));
}

/** At most its first `most` bytes, and how many there are in all. Reads no more than it answers. Throws when nothing is kept under the key. */
export async function fileBeginning(key: string, most: number): Promise<{ bytes: Buffer; size: number }> {
	const disk = await storage();
	const { contentLength: size } = await disk.getMetaData(key);
	const chunks: Buffer[] = [];
	let read = 0;
	// Leaving the loop closes the stream.
	for await (const chunk of await disk.getStream(key)) {
		chunks.push(chunk);
		read += chunk.length;
		if (read >= most) break;
	}
	return { bytes: Buffer.concat(chunks).subarray(0, most), size };
}

export async function hasFile(key: string): Promise<boolean> {
	return (await storage()).exists(key);
}

/** Nothing under the key is fine as well. */
export async function deleteFile(key: string): Promise<void> {
	await (await storage()).delete(key);
}
