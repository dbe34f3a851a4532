/** The first line says what; where in the code it happened unfolds below it. */
export function ErrorText({ error }: { error: string }) {
	const [first = "", ...rest] = error.split("\n");
	if (rest.length === 0) return <p className="text-danger-text text-sm [overflow-wrap:anywhere]">{first}</p>;
	return (
		<details className="text-sm">
			<summary className="cursor-pointer text-danger-text [overflow-wrap:anywhere]">{first}</summary>
			<pre className="mt-1 whitespace-pre-wrap font-mono text-muted text-xs [overflow-wrap:anywhere]">{rest.join("\n")}</pre>
		</details>
	);
}
