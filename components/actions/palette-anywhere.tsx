"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { usePaletteKey } from "./palette-key";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });

/** The palette on every page. The inbox, below it in the page, is asked first: there it knows the open conversation too. */
export function PaletteAnywhere() {
	const [open, setOpen] = useState(false);
	usePaletteKey(() => setOpen(true));
	return open && <Palette onClose={() => setOpen(false)} />;
}
