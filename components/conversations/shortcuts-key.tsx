"use client";

import { useState } from "react";
import { useKeys } from "@/components/timeline/use-keys";
import { onDemand } from "@/components/ui/on-demand";

const InboxShortcuts = onDemand(() => import("./inbox-shortcuts").then((module) => module.InboxShortcuts));

/** `?` tells the keys of the page. Nothing of it is loaded before somebody asks. */
export function ShortcutsKey() {
	const [open, setOpen] = useState<boolean>();
	useKeys({ "?": () => setOpen(true) });
	return open === undefined ? null : <InboxShortcuts open={open} onOpenChange={setOpen} onGone={() => setOpen(undefined)} />;
}
