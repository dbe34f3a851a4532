import { MessageCircle } from "lucide-react";
import { cn } from "@/lib/utils";

export function Logo({ className }: { className?: string }) {
	return (
		<span aria-hidden className={cn("grid size-8 place-items-center rounded-[9px] bg-accent text-on-accent", className)}>
			<MessageCircle className="size-[18px] stroke-[1.75]" />
		</span>
	);
}
