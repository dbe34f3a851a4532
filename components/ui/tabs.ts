/** Links that look like tabs: set `data-state="active"` (and aria-current) on the one that is on. */
export const tabClasses =
	"-mb-px inline-flex items-center gap-1.5 border-transparent border-b-2 pt-1.5 pb-2 font-medium text-muted transition-colors hover:text-text data-[state=active]:border-accent data-[state=active]:text-text";
