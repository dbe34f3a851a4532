"use client";

import { useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Role } from "@/db/schema";
import { usePaletteKey } from "./palette-key";

const Palette = onDemand(() => import("./palette").then((module) => module.Palette));

/** The palette on every page. The inbox, below it in the page, is asked first: there it knows the open conversation too. */
export function PaletteAnywhere({ role }: { role: Role }) {
	const [open, setOpen] = useState(false);
	usePaletteKey(() => setOpen(true));
	const close = () => setOpen(false);
	return open && <Palette role={role} onClose={close} onGone={close} />;
}
