import { parentPort } from "node:worker_threads";
import { register } from "tsx/esm/api";

// A thread does not inherit the loader of its process.
register();
const { readMail } = await import("./read-mail.ts");

/** The thread of parse.ts: gets raw mails, gives parsed ones. What it throws ends it, and the mail is guessed. */
parentPort.on("message", async ({ raw, library }) => {
	parentPort.postMessage({ mail: await readMail(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), library) });
});
parentPort.postMessage({ ready: true });
