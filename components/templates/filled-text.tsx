import { filledPieces, type Values } from "@/lib/templates/variables";
import { cn } from "@/lib/utils";

/** A template's text as it would be, with what was filled in and what is missing marked. */
export function FilledText({ text, values, className }: { text: string; values: Values; className?: string }) {
	return (
		<span className={cn("whitespace-pre-wrap [overflow-wrap:anywhere]", className)}>
			{filledPieces(text, values).map(({ text: piece, kind }, i) =>
				kind === "plain" ? (
					piece
				) : (
					// biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which have no other name
					<mark key={i} className={cn("rounded-sm px-0.5", kind === "filled" ? "bg-accent-fill text-accent-text" : "bg-danger-fill text-danger-text")}>
						{piece}
					</mark>
				),
			)}
		</span>
	);
}
