import { cn } from "@/lib/utils";

/** As large as what it stands in for. Put `aria-busy` and a spoken text on what surrounds it. */
export function Skeleton({ className }: { className?: string }) {
	return (
		<span
			aria-hidden
			className={cn(
				"block animate-shimmer rounded-md bg-[length:200%_100%] bg-[linear-gradient(90deg,var(--color-fill),var(--color-fill-hover),var(--color-fill))] motion-reduce:animate-none",
				className,
			)}
		/>
	);
}
