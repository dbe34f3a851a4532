export type Figure = { name: string; unit: "ms" | "KB" | "/s"; values: number[] /** What it is meant to stay under (or, for /s, over). */; goal?: number };

const quantile = (sorted: number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
const round = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/** Prints figures side by side: median, 95th percentile, how many, the goal. Nothing here passes or fails. */
export function printFigures(title: string, figures: Figure[]): void {
	const rows = figures.map(({ name, unit, values, goal }) => {
		const sorted = [...values].sort((a, b) => a - b);
		return [
			name,
			round(quantile(sorted, 0.5)),
			values.length > 1 ? round(quantile(sorted, 0.95)) : "",
			unit,
			String(values.length),
			goal === undefined ? "" : String(goal),
		];
	});
	const all = [["", "median", "p95", "", "n", "goal"], ...rows];
	const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
	console.log(`\n${title}`);
	for (const row of all)
		console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "));
}

/** Milliseconds that each of `times` runs takes. */
export async function timed(times: number, run: (i: number) => Promise<unknown>): Promise<number[]> {
	const values: number[] = [];
	for (let i = 0; i < times; i++) {
		const start = performance.now();
		await run(i);
		values.push(performance.now() - start);
	}
	return values;
}
