const width = 30;

/** A bar that says how much of `what` is done, and how long the rest will take. On a terminal one line that changes, elsewhere a line every ten seconds. */
export function progressBar(what: string, total: number) {
	const began = performance.now();
	let shown = 0;
	function show(done: number, ended = false): void {
		const now = performance.now();
		if (!ended && now - shown < (process.stderr.isTTY ? 200 : 10_000)) return;
		shown = now;
		const share = total > 0 ? Math.min(1, done / total) : 0;
		const seconds = (now - began) / 1000;
		const left = !ended && share > 0.01 ? `, ${Math.round((seconds * (1 - share)) / share)} s left` : "";
		const bar = "█".repeat(Math.round(share * width)).padEnd(width, "░");
		const line = `${what.padEnd(28)} ${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${Math.round(seconds)} s${left}`;
		process.stderr.write(process.stderr.isTTY ? `\r${line.padEnd(100)}${ended ? "\n" : ""}` : `${line}\n`);
	}
	return { at: (done: number) => show(done), done: () => show(total, true) };
}
