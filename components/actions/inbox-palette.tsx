"use client";

import { Palette } from "./palette";
import { PaletteActions } from "./palette-actions";

/** The palette where a conversation may be open. */
export function InboxPalette({ onClose }: { onClose: () => void }) {
	return (
		<Palette onClose={onClose}>
			<PaletteActions onClose={onClose} />
		</Palette>
	);
}
