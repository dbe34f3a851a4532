import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/utils";
import { rowFrame } from "./row-frame";
import { shortRow, tallRow } from "./row-height";

const shapes = [
	{ name: "w-28", text: "w-11/12", tall: true },
	{ name: "w-36", text: "w-4/5", tall: false },
	{ name: "w-24", text: "w-10/12", tall: false },
	{ name: "w-32", text: "w-9/12", tall: true },
] as const;

/** Rows to come, as high as rows are. `label` is what screen readers hear. */
export function ListSkeleton({ rows, label }: { rows: number; label: string }) {
	return (
		<div role="status" className="overflow-hidden">
			<span className="sr-only">{label}</span>
			{Array.from({ length: rows }, (_, i) => {
				const shape = shapes[i % shapes.length] ?? shapes[0];
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: they have nothing but their place
					<div key={i} aria-hidden className={rowFrame} style={{ height: shape.tall ? tallRow : shortRow }}>
						<Skeleton className="size-9 rounded-full" />
						<div className="grid content-start gap-2 pt-1">
							<Skeleton className={cn("h-3", shape.name)} />
							{shape.tall && <Skeleton className="h-2.5 w-1/2" />}
							<Skeleton className={cn("h-2.5", shape.text)} />
						</div>
					</div>
				);
			})}
		</div>
	);
}
