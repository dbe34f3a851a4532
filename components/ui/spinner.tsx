import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/utils";

/** Decoration: whatever waits says so itself (`aria-busy`, a status text). */
export function Spinner({ className }: { className?: string }) {
	return <LoaderCircle aria-hidden className={cn("size-4 animate-spin stroke-[1.75] motion-reduce:animate-none", className)} />;
}
