/** What the log may keep of an unexpected error: database errors carry the values of the statement, which can be what a customer wrote. */
export function describeError(error: unknown): { name: string; message?: string; code?: string; at?: string } {
	if (!(error instanceof Error)) return { name: typeof error };
	const cause = error.cause instanceof Error ? error.cause : undefined;
	const code = [cause, error].map((e) => (e as { code?: unknown } | undefined)?.code).find((value) => typeof value === "string");
	const told = namesValues(error) ? (cause?.message ?? "Failed query") : error.message;
	const at = error.stack
		?.split("\n")
		.filter((line) => /^\s+at .*:\d+\)?$/.test(line))
		.slice(0, 8)
		.map((line) => line.trim())
		.join(" < ");
	return { name: error.name, message: told, code, at };
}

/** The same as an error again, for what keeps and logs errors by itself (the queue of jobs does). One that carries no values stays as it is. */
export function withoutValues(error: unknown): unknown {
	if (!(error instanceof Error) || !namesValues(error)) return error;
	const { message, code, at = "" } = describeError(error);
	const bare = new Error([code, message].filter(Boolean).join(": "));
	bare.stack = `${bare}\n    ${at.replaceAll(" < ", "\n    ")}`;
	return bare;
}

/** The same in words. */
export function messageOf(error: unknown): string {
	const told = withoutValues(error);
	return told instanceof Error ? told.message : String(told);
}

const namesValues = ({ name, message }: Error) => name === "DrizzleQueryError" || message.startsWith("Failed query");
