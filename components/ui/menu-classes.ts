/** Shared by the dropdown and the context menu, which differ only in what opens them. */
export const menuClasses = {
	content:
		"z-50 max-h-(--radix-popper-available-height) min-w-48 max-w-80 overflow-y-auto rounded-xl border border-line-strong bg-card p-1.5 shadow-float data-[state=closed]:animate-vanish data-[state=open]:animate-appear",
	item: "group flex h-8 w-full select-none items-center gap-2 rounded-md px-2 outline-none data-disabled:pointer-events-none data-disabled:text-faint data-highlighted:bg-fill data-[state=open]:bg-fill [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75] [&_svg]:text-muted pointer-coarse:h-10",
	danger: "text-danger-text data-highlighted:bg-danger-fill [&_svg]:text-danger-text",
	label: "px-2 pt-1.5 pb-1 font-semibold text-muted text-xs",
	separator: "-mx-1.5 my-1.5 h-px bg-line-soft",
} as const;
