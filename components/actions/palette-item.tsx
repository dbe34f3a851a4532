"use client";

import { Command } from "cmdk";
import type { ReactNode } from "react";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/utils";

type Props = {
	/** Tells it from all others; `keywords` is what it is found by. */
	value: string;
	keywords?: string[];
	icon: ReactNode;
	shortcut?: string;
	danger?: boolean;
	/** Shown whatever is typed. */
	always?: boolean;
	detail?: ReactNode;
	onSelect: () => void;
	children: ReactNode;
};

export function PaletteItem({ value, keywords, icon, shortcut, danger = false, always = false, detail, onSelect, children }: Props) {
	return (
		<Command.Item
			value={value}
			keywords={keywords}
			forceMount={always}
			onSelect={onSelect}
			className={cn(
				"flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 data-[selected=true]:bg-fill pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:stroke-[1.75] [&>svg]:text-muted",
				danger && "text-danger-text data-[selected=true]:bg-danger-fill [&>svg]:text-danger-text",
			)}
		>
			{icon}
			<span className="min-w-0 flex-1">
				<span className="block truncate">{children}</span>
				{detail && <span className="block truncate text-muted text-sm">{detail}</span>}
			</span>
			{shortcut && <Kbd keys={shortcut} />}
		</Command.Item>
	);
}
