import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import S3rver from "@20minutes/s3rver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteFile, fileBytes, fileStream, hasFile, putFile, storageKey } from "@/lib/storage/storage";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-s3-"));
const server = new S3rver({ address: "127.0.0.1", port: 0, directory, silent: true, configureBuckets: [{ name: "files", configs: [] }] });

beforeAll(async () => {
	const { port } = await server.run();
	Object.assign(process.env, {
		DATABASE_URL: "postgres://nobody@127.0.0.1/none",
		S3_BUCKET: "files",
		S3_ENDPOINT: `http://127.0.0.1:${port}`,
		S3_ACCESS_KEY_ID: "S3RVER",
		S3_SECRET_ACCESS_KEY: "S3RVER",
	});
});
afterAll(async () => {
	await server.close();
	fs.rmSync(directory, { recursive: true, force: true });
});

test("a bucket keeps bytes as they were, gives them whole and as a stream, and lets go of them", async () => {
	const bytes = randomBytes(6_000_000);
	const key = storageKey("files", createHash("sha256").update(bytes).digest("hex"));
	expect(await hasFile(key)).toBe(false);
	await putFile(key, bytes);
	await putFile(key, bytes);
	expect((await fileBytes(key)).equals(bytes)).toBe(true);
	expect(Buffer.from(await new Response(await fileStream(key)).arrayBuffer()).equals(bytes)).toBe(true);
	await deleteFile(key);
	await deleteFile(key);
	expect(await hasFile(key)).toBe(false);
	await expect(fileBytes(key)).rejects.toThrow();
});

test("nothing leads out of the bucket", async () => {
	await expect(putFile("../outside", Buffer.from("x"))).rejects.toThrow();
});
