/** Where avatar and text of a row stand; shared by rows and what stands in for them. */
export const rowFrame = "grid grid-cols-[36px_minmax(0,1fr)] gap-3 overflow-hidden border-line-soft border-b py-[11px] pr-3 pl-4";
