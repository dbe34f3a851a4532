/** What the log may keep of an unexpected error: database errors carry the values of the statement, which can be what a customer wrote. */
export function describeError(error: unknown): { name: string; message?: string; code?: string; at?: string } {
	if (!(error instanceof Error)) return { name: typeof error };
	const cause = error.cause instanceof Error ? error.cause : undefined;
	const code = [cause, error].map((e) => (e as { code?: unknown } | undefined)?.code).find((value) => typeof value === "string");
	const told = error.name === "DrizzleQueryError" || error.message.startsWith("Failed query") ? (cause?.message ?? "Failed query") : error.message;
	const at = error.stack
		?.split("\n")
		.filter((line) => /^\s+at /.test(line))
		.slice(0, 8)
		.map((line) => line.trim())
		.join(" < ");
	return { name: error.name, message: told, code, at };
}
