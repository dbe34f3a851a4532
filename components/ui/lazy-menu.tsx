"use client";

import { type ComponentProps, type ReactNode, useId, useRef, useState } from "react";
import { IconButton } from "./icon-button";
import { Menu, MenuContent, MenuTrigger } from "./menu";
import { leaveFocus } from "./return-focus";

type Props = {
	label: string;
	icon: ReactNode;
	className?: string;
	align?: ComponentProps<typeof MenuContent>["align"];
	onOpenChange?: (open: boolean) => void;
	children: ReactNode;
};

/**
 * A menu of which there are hundreds on a page: until somebody comes near its button, the button is all that there is of it. It stays the
 * same one then, since it may have the focus: the menu's own trigger is an unseen place behind it.
 */
export function LazyMenu({ label, icon, className, align, onOpenChange, children }: Props) {
	const [near, setNear] = useState(false);
	const [open, setOpen] = useState(false);
	const button = useRef<HTMLButtonElement>(null);
	const id = useId();

	function turn(to: boolean) {
		setNear(true);
		setOpen(to);
		onOpenChange?.(to);
	}

	function close(event: Event) {
		leaveFocus(event);
		if (event.defaultPrevented) return;
		event.preventDefault();
		button.current?.focus();
	}

	return (
		<span className="relative inline-flex">
			<IconButton
				ref={button}
				id={id}
				label={label}
				aria-haspopup="menu"
				aria-expanded={open}
				data-state={open ? "open" : undefined}
				className={className}
				onPointerEnter={() => setNear(true)}
				onFocus={() => setNear(true)}
				onClick={() => turn(!open)}
				onKeyDown={(event) => {
					if (event.key !== "ArrowDown") return;
					event.preventDefault();
					turn(true);
				}}
			>
				{icon}
			</IconButton>
			{near && (
				<Menu open={open} onOpenChange={turn}>
					<MenuTrigger asChild>
						{/* biome-ignore lint/a11y/useValidAriaValues: takes away what the trigger would say: the button says it */}
						<span aria-hidden aria-haspopup={undefined} className="pointer-events-none absolute inset-0" />
					</MenuTrigger>
					<MenuContent
						align={align}
						aria-labelledby={id}
						onCloseAutoFocus={close}
						// Its own press closes it, and must not open it again.
						onInteractOutside={(event) => button.current?.contains(event.target as Node) && event.preventDefault()}
					>
						{children}
					</MenuContent>
				</Menu>
			)}
		</span>
	);
}
