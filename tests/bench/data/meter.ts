import { touched } from "../../support/buffers";
import type { Figure } from "../figures";

type Options = { name: string; times: number; goal?: number; run: (i: number) => Promise<unknown> };

/** Runs it twice to warm up the connection, then `times` times: milliseconds, buffers and rows of each. */
export async function measure({ name, times, goal, run }: Options): Promise<Figure> {
	await run(0);
	await run(1);
	const figure = { name, unit: "ms" as const, values: [] as number[], buffers: [] as number[], rows: [] as number[], goal };
	for (let i = 0; i < times; i++) {
		const { milliseconds, buffers } = await touched(async () => {
			const answer = await run(i);
			if (Array.isArray(answer)) figure.rows.push(answer.length);
		});
		figure.values.push(milliseconds);
		figure.buffers.push(buffers);
	}
	return figure;
}

/** A user of the database, as an actor. */
export const operator = (id: number) => ({ type: "user" as const, user: { id, name: `Operator ${id}`, role: "operator" as const } });
