"use client";

import * as Radix from "radix-ui/tabs";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export const Tabs = Radix.Root;
export const TabPanel = Radix.Content;

/** Also for links that look like tabs: set `data-state="active"` (and aria-current) on the one that is on. */
export const tabClasses =
	"-mb-px inline-flex items-center gap-1.5 border-transparent border-b-2 pt-1.5 pb-2 font-medium text-muted transition-colors hover:text-text data-[state=active]:border-accent data-[state=active]:text-text";

export function TabList({ className, ...props }: ComponentProps<typeof Radix.List>) {
	return <Radix.List className={cn("flex gap-4 border-b", className)} {...props} />;
}

export function Tab({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
	return <Radix.Trigger className={cn(tabClasses, className)} {...props} />;
}
