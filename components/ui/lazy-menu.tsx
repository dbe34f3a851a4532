"use client";

import { type ComponentProps, type FocusEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { IconButton } from "./icon-button";
import { Menu, MenuContent, MenuTrigger } from "./menu";

type Props = {
	label: string;
	icon: ReactNode;
	className?: string;
	align?: ComponentProps<typeof MenuContent>["align"];
	onOpenChange?: (open: boolean) => void;
	children: ReactNode;
};

/** A menu of which there are hundreds on a page: until somebody comes near its button, the button is all that there is of it. */
export function LazyMenu({ label, icon, className, align, onOpenChange, children }: Props) {
	const [awake, setAwake] = useState<"pointed" | "focused" | "pressed" | null>(null);
	const button = useRef<HTMLButtonElement>(null);
	// At once: what is pressed next must be the button that opens, and the focus must not be lost meanwhile.
	const wake = (by: typeof awake) => flushSync(() => setAwake(by));
	useLayoutEffect(() => {
		if (awake === "focused") button.current?.focus();
	}, [awake]);
	if (!awake)
		return (
			<IconButton
				tip={false}
				label={label}
				aria-haspopup="menu"
				aria-expanded={false}
				className={className}
				onPointerEnter={({ pointerType }: PointerEvent) => pointerType === "mouse" && wake("pointed")}
				// A finger or a mouse that gives it the focus is about to press it.
				onFocus={({ currentTarget }: FocusEvent) => currentTarget.matches(":focus-visible") && wake("focused")}
				onClick={() => wake("pressed")}
			>
				{icon}
			</IconButton>
		);
	return (
		<Menu defaultOpen={awake === "pressed"} onOpenChange={onOpenChange}>
			<MenuTrigger asChild>
				<IconButton ref={button} label={label} className={className}>
					{icon}
				</IconButton>
			</MenuTrigger>
			<MenuContent align={align}>{children}</MenuContent>
		</Menu>
	);
}
