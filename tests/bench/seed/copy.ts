import { once } from "node:events";
import type postgres from "postgres";

const chunk = 2 ** 20;
/** A column's value in COPY's text format. What is a string must hold no tab, line break or backslash of its own. */
type Value = string | number | boolean | null;

/** Streams rows into a table. `put` answers a promise when the database does not keep up: wait for it. */
export async function copyInto(sql: postgres.Sql, table: string, columns: string[]) {
	const stream = await sql.unsafe(`COPY ${table} (${columns.join(", ")}) FROM STDIN`).writable();
	let lines: string[] = [];
	let length = 0;
	async function flush(): Promise<void> {
		const bytes = Buffer.from(lines.join(""));
		lines = [];
		length = 0;
		if (!stream.write(bytes)) await once(stream, "drain");
	}
	return {
		put(row: Value[]): Promise<void> | undefined {
			let line = "";
			for (const value of row) line += `${line === "" ? "" : "\t"}${value === null ? "\\N" : value === true ? "t" : value === false ? "f" : value}`;
			lines.push(`${line}\n`);
			length += line.length;
			return length > chunk ? flush() : undefined;
		},
		async end(): Promise<void> {
			if (length > 0) await flush();
			const done = once(stream, "finish");
			stream.end();
			await done;
		},
	};
}
export type Copy = Awaited<ReturnType<typeof copyInto>>;
