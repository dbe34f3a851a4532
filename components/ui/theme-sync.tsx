"use client";

import { useLayoutEffect } from "react";
import type { Theme } from "@/lib/theme";

const dark = "(prefers-color-scheme: dark)";

/** Before anything is painted: with "system", only the browser knows. The server has already set the class for the other two. */
export const themeScript = `(e=>e.dataset.theme==="system"&&matchMedia("${dark}").matches&&e.classList.add("dark"))(document.documentElement)`;

/** Keeps the class right from then on: when another theme is chosen, and when the system goes dark at sunset. */
export function ThemeSync({ theme }: { theme: Theme }) {
	useLayoutEffect(() => {
		const system = matchMedia(dark);
		const apply = () => document.documentElement.classList.toggle("dark", theme === "dark" || (theme === "system" && system.matches));
		apply();
		system.addEventListener("change", apply);
		return () => system.removeEventListener("change", apply);
	}, [theme]);
	return null;
}
