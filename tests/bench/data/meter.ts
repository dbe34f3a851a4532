import { touched } from "../../support/buffers";
import type { Figure } from "../figures";

type Options<Answer> = Pick<Figure, "name" | "goal" | "worst" | "growth"> & {
	times: number;
	run: (i: number) => Promise<Answer>;
	/** How many rows an answer is; of an array, its length. */
	rows?: (answer: Answer) => number;
	/** Takes back what it did, outside the measuring. */
	undo?: (answer: Answer, i: number) => Promise<unknown>;
};

/** Runs it twice, for the connection to warm up, then `times` times: milliseconds, buffers and rows of each. */
export async function measure<Answer>({ times, run, rows, undo, ...goals }: Options<Answer>): Promise<Figure> {
	for (const i of [0, 1]) await undo?.(await run(i), i);
	const figure = { ...goals, unit: "ms" as const, values: [] as number[], buffers: [] as number[], rows: [] as number[] };
	for (let i = 0; i < times; i++) {
		const { answer, milliseconds, buffers } = await touched(() => run(i));
		const count = rows?.(answer) ?? (Array.isArray(answer) ? answer.length : undefined);
		if (count !== undefined) figure.rows.push(count);
		await undo?.(answer, i);
		figure.values.push(milliseconds);
		figure.buffers.push(buffers);
	}
	return figure;
}

/** A user of the database, as an actor. */
export const operator = (id: number) => ({ type: "user" as const, user: { id, name: `Operator ${id}`, role: "operator" as const } });
