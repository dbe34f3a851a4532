"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useKeys } from "@/components/timeline/use-keys";

const InboxShortcuts = dynamic(() => import("./inbox-shortcuts").then((module) => module.InboxShortcuts), { ssr: false });

/** `?` tells the keys of the page. Nothing of it is loaded before somebody asks. */
export function ShortcutsKey() {
	const [open, setOpen] = useState<boolean>();
	useKeys({ "?": () => setOpen(true) });
	return open === undefined ? null : <InboxShortcuts open={open} onOpenChange={setOpen} />;
}
