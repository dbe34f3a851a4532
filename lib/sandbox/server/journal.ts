import "server-only";
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { apply, type Entry, emptyState, type State } from "./state";

export type Journal = {
	readonly state: State;
	/** Written before it is applied and before anybody is answered: what was accepted survives a kill. Does nothing once closed. */
	record(entry: Entry): void;
	clear(): void;
	close(): void;
};

/** Opens (or begins) `journal.jsonl` in a directory and replays it. A last line that was cut by a kill is dropped. */
export function openJournal(directory: string): Journal {
	mkdirSync(directory, { recursive: true });
	const path = join(directory, "journal.jsonl");
	let state = emptyState();
	const length = existsSync(path) ? replay(readFileSync(path), state) : 0;
	const file = openSync(path, "a");
	let open = true;
	ftruncateSync(file, length);
	return {
		get state() {
			return state;
		},
		record(entry) {
			if (!open) return;
			writeAll(file, Buffer.from(`${JSON.stringify(entry)}\n`));
			apply(state, entry);
		},
		clear() {
			ftruncateSync(file, 0);
			state = emptyState();
		},
		close() {
			open = false;
			closeSync(file);
		},
	};
}

/** Applies every whole line; answers how many bytes they take. Throws on a broken line that isn't the last: that is no torn write. */
function replay(content: Buffer, state: State): number {
	let start = 0;
	for (let end = content.indexOf(10, start); end !== -1; end = content.indexOf(10, start)) {
		apply(state, JSON.parse(content.toString("utf8", start, end)) as Entry);
		start = end + 1;
	}
	return start;
}

function writeAll(file: number, bytes: Buffer): void {
	let written = 0;
	while (written < bytes.length) written += writeSync(file, bytes, written);
}
