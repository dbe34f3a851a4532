"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils";

type Props = { href: string; label: string; icon: ReactNode };

export function RailLink({ href, label, icon }: Props) {
	const path = usePathname();
	const here = path === href || path.startsWith(`${href}/`);
	return (
		<Tooltip label={label} side="right">
			<Link
				href={href}
				aria-label={label}
				aria-current={here ? "page" : undefined}
				className={cn(
					"grid size-10 place-items-center rounded-[10px] text-muted transition-colors hover:bg-fill hover:text-text max-md:size-12 [&_svg]:size-5 [&_svg]:stroke-[1.75] max-md:[&_svg]:size-[22px]",
					here && "bg-accent-fill text-accent-text hover:bg-accent-fill hover:text-accent-text max-md:bg-transparent",
				)}
			>
				{icon}
			</Link>
		</Tooltip>
	);
}
