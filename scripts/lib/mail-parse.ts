// The second half of mail-parse.mjs: reads which files from its standard input, and never dies on one of them.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { parsedLine } from "@/lib/mail/parse-line";

type File = { path: string; name: string };

// Reading into a closed pipe (head, less) is no failure of ours.
process.stdout.on("error", () => process.exit(0));

const files: File[] = JSON.parse(await text(process.stdin));
for (const file of files) await print(await lineOf(file));

async function lineOf({ path, name }: File): Promise<object> {
	try {
		return await parsedLine(name, await readFile(path));
	} catch (error) {
		process.exitCode = 1;
		return { file: name, error: error instanceof Error ? error.message : String(error) };
	}
}

function print(line: object): Promise<void> {
	return new Promise((resolve) => process.stdout.write(`${JSON.stringify(line)}\n`, () => resolve()));
}
