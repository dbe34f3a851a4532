import "server-only";
import { Worker } from "node:worker_threads";
import { guessMail, type ParsedMail, readMail } from "./read-mail";

export type { ParsedMail };

type Answer = { ready: true } | { mail: ParsedMail };

/** A mail with forty megabytes of attachments takes a second or two. Both libraries together stay under five. */
const timeLimits = { "postal-mime": 2_500, mailparser: 2_000 } as const;
const startLimitMs = 30_000;

let starting: Promise<Worker | null> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a raw mail (RFC 5322). Never throws and never refuses: what cannot be read is guessed. Every string fits a PostgreSQL column.
 * The libraries take minutes on mails made for that, so the work is done in a thread of its own, one mail after the other, and a mail that
 * takes too long or too much memory is stopped and guessed (`unparsed`). `patience` multiplies the time it may take.
 */
export function parseMail(raw: Buffer, patience = 1): Promise<ParsedMail> {
	const result = last.then(() => parseNext(raw, patience));
	last = result.catch(() => undefined);
	return result;
}

async function parseNext(raw: Buffer, patience: number): Promise<ParsedMail> {
	// The second is less exact, and a hundred times faster with megabytes of short lines.
	for (const library of ["postal-mime", "mailparser"] as const) {
		starting ??= start();
		const thread = await starting;
		// Where no thread can be had, a mail is still worth more than its time.
		if (!thread) return readMail(raw, library);
		const answer = ask(thread, timeLimits[library] * patience);
		thread.postMessage({ raw, library });
		const result = await answer;
		if (result && "mail" in result) return withBuffers(result.mail);
		starting = undefined;
		await thread.terminate();
	}
	return guessMail(raw);
}

/** A thread that reads mails; null when it does not come up. */
async function start(): Promise<Worker | null> {
	const thread = new Worker(new URL("./parse-thread.mjs", import.meta.url), {
		execArgv: ["--conditions=react-server"],
		resourceLimits: { maxOldGenerationSizeMb: 512 },
	});
	// A thread without a listener for its error takes the process with it.
	thread.on("error", () => undefined);
	if (await ask(thread, startLimitMs)) return thread;
	await thread.terminate();
	return null;
}

/**
 * The thread's next word; null when it dies or is silent for too long. Time is the clock's and the processor's: on a busy machine a thread that
 * waits for its turn is not hanging. It keeps the process alive only while it is asked.
 */
function ask(thread: Worker, limitMs: number): Promise<Answer | null> {
	return new Promise((resolve) => {
		const begin = { clock: performance.now(), cpu: process.cpuUsage() };
		const finish = (answer: Answer | null) => {
			clearInterval(timer);
			thread.off("message", finish).off("error", fail).off("exit", fail).unref();
			resolve(answer);
		};
		const fail = () => finish(null);
		const timer = setInterval(() => {
			const [waited, used] = [performance.now() - begin.clock, process.cpuUsage(begin.cpu).user / 1_000];
			if ((waited > limitMs && used > limitMs * 0.8) || waited > limitMs * 3) fail();
		}, 50);
		thread.ref();
		thread.on("message", finish).on("error", fail).on("exit", fail);
	});
}

/** Between threads a Buffer becomes a plain Uint8Array. */
function withBuffers(mail: ParsedMail): ParsedMail {
	const attachments = mail.attachments.map((file) => ({
		...file,
		content: Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength),
	}));
	return { ...mail, attachments };
}
