"use client";

import * as Radix from "radix-ui/context-menu";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils";
import { ariaShortcut, Kbd } from "./kbd";
import { menuClasses } from "./menu-classes";
import { leaveFocus, unlessClosed } from "./return-focus";

/** Not modal, as the other menus are not. */
export function ContextMenu(props: ComponentProps<typeof Radix.Root>) {
	return <Radix.Root modal={false} {...props} />;
}
export const ContextMenuTrigger = Radix.Trigger;

/** On a phone there may be room for it on neither side of the finger: it moves by what is missing. */
const narrow =
	"max-sm:relative max-sm:w-68 max-sm:data-[side=left]:left-[max(0px,calc(17rem-var(--radix-context-menu-content-available-width)))] max-sm:data-[side=right]:right-[max(0px,calc(17rem-var(--radix-context-menu-content-available-width)))]";

export function ContextMenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
	return (
		<Radix.Portal>
			<Radix.Content collisionPadding={8} onCloseAutoFocus={leaveFocus} className={cn(menuClasses.content, narrow, className)} {...props} />
		</Radix.Portal>
	);
}

type ItemProps = ComponentProps<typeof Radix.Item> & { icon?: ReactNode; shortcut?: string; danger?: boolean };

export function ContextMenuItem({ icon, shortcut, danger = false, className, children, ...props }: ItemProps) {
	return (
		<Radix.Item
			className={cn(menuClasses.item, danger && menuClasses.danger, className)}
			aria-keyshortcuts={ariaShortcut(shortcut)}
			{...unlessClosed}
			{...props}
		>
			{icon}
			<span className="min-w-0 flex-1 truncate">{children}</span>
			{shortcut && <Kbd keys={shortcut} />}
		</Radix.Item>
	);
}

export function ContextMenuSeparator() {
	return <Radix.Separator className={menuClasses.separator} />;
}
