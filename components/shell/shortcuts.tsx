"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useKeys } from "@/components/timeline/use-keys";

/** `keys`: each does the same alone. As Kbd prints them: "shift+i". */
export type ShortcutGroup = { title: string; shortcuts: { keys: string[]; does: string }[] };

const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog").then((module) => module.ShortcutsDialog), { ssr: false });

/** `?` tells the keys of the page it stands on. Nothing of it is loaded before somebody asks. */
export function Shortcuts({ groups }: { groups: ShortcutGroup[] }) {
	const [open, setOpen] = useState<boolean>();
	useKeys({ "?": () => setOpen(true) });
	return open === undefined ? null : <ShortcutsDialog groups={groups} open={open} onOpenChange={setOpen} />;
}
