"use client";

import { useInbox } from "@/components/conversations/inbox-context";
import { Palette } from "./palette";
import { PaletteActions } from "./palette-actions";

/** The palette where a conversation may be open. */
export function InboxPalette({ onClose }: { onClose: () => void }) {
	const { me, users } = useInbox();
	return (
		<Palette role={users.find(({ id }) => id === me.id)?.role ?? "operator"} onClose={onClose}>
			<PaletteActions onClose={onClose} />
		</Palette>
	);
}
