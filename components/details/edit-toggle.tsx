"use client";

import { Check, Pencil } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";

/** In a section's head: what stands below becomes fields, and goes back. */
export function EditToggle({ label, on, onToggle }: { label: string; on: boolean; onToggle: () => void }) {
	return (
		<IconButton label={label} aria-pressed={on} active={on} onClick={onToggle} className="-my-2 -mr-2 size-7">
			{on ? <Check aria-hidden /> : <Pencil aria-hidden />}
		</IconButton>
	);
}
