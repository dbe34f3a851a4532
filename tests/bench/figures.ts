export type Figure = {
	name: string;
	unit: "ms" | "KB" | "/s" | "";
	values: number[];
	/** Pages of 8 kB that each run touched in the database. */
	buffers?: number[];
	/** Rows that each run answered, where it answers rows: a page that is not full costs less. */
	rows?: number[];
	/** What it is meant to stay under (or, for /s, over). */
	goal?: number;
};

const quantile = (values: number[], q: number) => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
};
const round = (value: number) => (Number.isNaN(value) ? "" : value < 10 ? value.toFixed(2) : value.toFixed(0));
const median = (values: number[] = []) => quantile(values, 0.5);
const worst = (values: number[]) => (values.length > 1 ? round(quantile(values, 0.95)) : "");

/** Prints figures: median, 95th percentile, how many, the goal. Nothing here passes or fails. */
export function printFigures(title: string, figures: Figure[]): void {
	const rows = figures.map(({ name, unit, values, goal }) => [name, round(median(values)), worst(values), unit, String(values.length), goal?.toString() ?? ""]);
	printTable(title, [["", "median", "p95", "", "n", "goal"], ...rows]);
}

/** Prints the same figures at two sizes side by side, and how much the larger one is of the smaller one, in time and in buffers. */
export function printGrowth(title: string, [small, large]: [label: string, figures: Figure[]][]): void {
	const whole = (values: number[] | undefined) => (values?.length ? median(values).toFixed(0) : "");
	const at = (one: Figure | undefined) => (one ? [round(median(one.values)), worst(one.values), whole(one.buffers), whole(one.rows)] : ["", "", "", ""]);
	const rows = (large?.[1] ?? []).map((big) => {
		const little = small?.[1].find(({ name }) => name === big.name);
		const times = round(median(big.values) / median(little?.values));
		return [big.name, ...at(little), ...at(big), big.unit, times, round(median(big.buffers) / median(little?.buffers)), big.goal?.toString() ?? ""];
	});
	const columns = (label = "") => [label, "p95", "buffers", "rows"];
	const head = ["", ...columns(small?.[0]), ...columns(large?.[0]), "", "× time", "× buffers", "goal"];
	printTable(title, [head, ...rows]);
}

function printTable(title: string, all: string[][]): void {
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
