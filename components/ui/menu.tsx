"use client";

import { Check } from "lucide-react";
import * as Radix from "radix-ui/dropdown-menu";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils";
import { ariaShortcut, Kbd } from "./kbd";
import { menuClasses } from "./menu-classes";
import { leaveFocus, unlessClosed } from "./return-focus";

/** Not modal: the page behind stays readable to screen readers, and a click outside does what it aims at. */
export function Menu(props: ComponentProps<typeof Radix.Root>) {
	return <Radix.Root modal={false} {...props} />;
}
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

export function MenuContent({ className, align = "start", ...props }: ComponentProps<typeof Radix.Content>) {
	return (
		<Radix.Portal>
			<Radix.Content
				align={align}
				sideOffset={4}
				collisionPadding={8}
				onCloseAutoFocus={leaveFocus}
				className={cn(menuClasses.content, className)}
				{...props}
			/>
		</Radix.Portal>
	);
}

type ItemProps = ComponentProps<typeof Radix.Item> & { icon?: ReactNode; shortcut?: string; danger?: boolean };

export function MenuItem({ icon, shortcut, danger = false, className, children, ...props }: ItemProps) {
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

export function MenuRadioItem({ icon, className, children, ...props }: ComponentProps<typeof Radix.RadioItem> & { icon?: ReactNode }) {
	return (
		<Radix.RadioItem className={cn(menuClasses.item, className)} {...unlessClosed} {...props}>
			{icon}
			<span className="min-w-0 flex-1 truncate">{children}</span>
			<Chosen />
		</Radix.RadioItem>
	);
}

function Chosen() {
	return (
		<Radix.ItemIndicator>
			<Check aria-hidden />
		</Radix.ItemIndicator>
	);
}

export function MenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
	return <Radix.Label className={cn(menuClasses.label, className)} {...props} />;
}

export function MenuSeparator() {
	return <Radix.Separator className={menuClasses.separator} />;
}
