"use client";

import { useSyncExternalStore } from "react";
import { cn } from "@/lib/utils";

const never = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

const names: Record<string, [apple: string, others: string]> = {
	mod: ["⌘", "Ctrl"],
	shift: ["⇧", "⇧"],
	alt: ["⌥", "Alt"],
	enter: ["↵", "↵"],
	esc: ["Esc", "Esc"],
	del: ["⌦", "Del"],
	up: ["↑", "↑"],
	down: ["↓", "↓"],
};

/** A shortcut as this keyboard prints it: `mod+enter` is ⌘↵ or Ctrl ↵. `onSolid`: on a button or tooltip of a strong colour. For the eye only: the control itself carries aria-keyshortcuts. */
export function Kbd({ keys, onSolid = false, className }: { keys: string; onSolid?: boolean; className?: string }) {
	const apple = useSyncExternalStore(never, isApple, () => false);
	const printed = keys.split("+").map((key) => names[key.toLowerCase()]?.[apple ? 0 : 1] ?? key.toUpperCase());
	return (
		<kbd
			aria-hidden
			className={cn(
				"rounded-sm border px-1 font-medium font-sans text-2xs",
				onSolid ? "border-white/30 bg-black/20 text-white" : "border-line bg-ground text-faint",
				className,
			)}
		>
			{printed.join(apple ? "" : " ")}
		</kbd>
	);
}

/** `mod+enter` → "Control+Enter Meta+Enter", as aria-keyshortcuts wants it. */
export function ariaShortcut(keys: string | undefined): string | undefined {
	if (!keys) return undefined;
	const one = (mod: string) =>
		keys
			.split("+")
			.map((key) => (key === "mod" ? mod : key === "esc" ? "Escape" : key === "del" ? "Delete" : key.charAt(0).toUpperCase() + key.slice(1)))
			.join("+");
	return keys.includes("mod") ? `${one("Control")} ${one("Meta")}` : one("");
}
