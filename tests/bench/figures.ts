export type Figure = {
	name: string;
	unit: "ms" | "KB" | "/s" | "";
	values: number[];
	/** Pages of 8 kB that each run touched in the database. */
	buffers?: number[];
	/** Rows that each run answered, where it answers rows: a page that is not full costs less. */
	rows?: number[];
	/** What its median is meant to stay under (or, for /s, over). */
	goal?: number;
	/** The same of its 95th percentile. */
	worst?: number;
	/** How many times the figure of the small size that of the large one may be, for as many rows. */
	growth?: number;
};

const quantile = (values: number[], q: number) => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
};
const round = (value: number) => (Number.isNaN(value) ? "" : value < 10 ? value.toFixed(2) : value.toFixed(0));
const median = (values: number[] = []) => quantile(values, 0.5);
const p95 = (values: number[]) => quantile(values, 0.95);
const several = (values: number[]) => (values.length > 1 ? round(p95(values)) : "");

const allMissed: string[] = [];

/** Prints figures: median, 95th percentile, how many, the goal, and a mark where it is missed. Nothing here passes or fails. */
export function printFigures(title: string, figures: Figure[]): void {
	const rows = figures.map((figure) => [
		figure.name,
		round(median(figure.values)),
		several(figure.values),
		figure.unit,
		String(figure.values.length),
		goalOf(figure),
		mark(figure.name, missedBy(figure)),
	]);
	printTable(title, [["", "median", "p95", "", "n", "goal", ""], ...rows]);
}

/**
 * Prints the same figures at two sizes side by side, and how much the larger one is of the smaller one: in time, in time for as many rows, and in
 * buffers. The goals are for the larger one.
 */
export function printGrowth(title: string, [small, large]: [label: string, figures: Figure[]][]): void {
	const whole = (values: number[] | undefined) => (values?.length ? median(values).toFixed(0) : "");
	const at = (one: Figure | undefined) => (one ? [round(median(one.values)), several(one.values), whole(one.buffers), whole(one.rows)] : ["", "", "", ""]);
	const rows = (large?.[1] ?? []).map((big) => {
		const little = small?.[1].find(({ name }) => name === big.name);
		const times = median(big.values) / median(little?.values);
		const perRow = median(eachRow(big)) / median(eachRow(little));
		const growth = big.growth !== undefined && (Number.isNaN(perRow) ? times : Math.min(times, perRow)) > big.growth ? [`× ${big.growth}`] : [];
		const ratios = [round(times), round(perRow), round(median(big.buffers) / median(little?.buffers))];
		return [big.name, ...at(little), ...at(big), big.unit, ...ratios, goalOf(big), mark(big.name, [...missedBy(big), ...growth])];
	});
	const columns = (label = "") => [label, "p95", "buffers", "rows"];
	const head = ["", ...columns(small?.[0]), ...columns(large?.[0]), "", "× time", "a row", "× buffers", "goal", ""];
	printTable(title, [head, ...rows]);
}

/** Milliseconds a row of each run that answered any. */
function eachRow(figure: Figure | undefined): number[] {
	const { values = [], rows = [] } = figure ?? {};
	return rows.flatMap((count, i) => (count > 0 ? [(values[i] ?? Number.NaN) / count] : []));
}

/** What of all that was printed missed its goal. */
export function printMissed(): void {
	console.log(allMissed.length === 0 ? "\nEvery goal was met." : `\nMissed:\n${allMissed.map((line) => `  ${line}`).join("\n")}`);
}

const goalOf = ({ goal, worst, growth }: Figure) => [goal, worst && `p95 ${worst}`, growth && `× ${growth}`].filter((part) => part !== undefined).join(", ");

function missedBy({ values, unit, goal, worst }: Figure): string[] {
	const misses = goal !== undefined && (unit === "/s" ? median(values) < goal : median(values) > goal);
	return [...(misses ? [`${goal}`] : []), ...(worst !== undefined && p95(values) > worst ? [`p95 ${worst}`] : [])];
}

function mark(name: string, missed: string[]): string {
	if (missed.length === 0) return "";
	allMissed.push(`${name}: ${missed.join(", ")}`);
	return `missed: ${missed.join(", ")}`;
}

function printTable(title: string, all: string[][]): void {
	const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
	console.log(`\n${title}`);
	for (const row of all)
		console.log(
			row.map((cell, column) => (column === 0 || column === row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "),
		);
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
