"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "@/lib/utils";
import { controlClasses } from "./input";

type Props = Omit<ComponentProps<"input">, "type"> & { children: ReactNode };

/** Picks files. What a browser writes on its own button is in its language: `children` is in ours, and the real one lies over it, unseen, for keys, drops and forms. */
export function FileInput({ children, className, onChange, ...props }: Props) {
	const input = useRef<HTMLInputElement>(null);
	const [names, setNames] = useState<string[]>([]);
	useEffect(() => {
		const { form } = input.current ?? {};
		const clear = () => setNames([]);
		form?.addEventListener("reset", clear);
		return () => form?.removeEventListener("reset", clear);
	}, []);
	return (
		<div
			className={cn(
				controlClasses,
				"relative flex h-9 items-center gap-2 px-1.5 text-sm has-focus-visible:border-accent has-aria-invalid:border-danger-line has-focus-visible:ring-3 has-focus-visible:ring-accent-fill-strong pointer-coarse:h-11",
				className,
			)}
		>
			<span aria-hidden className="shrink-0 rounded-md bg-fill px-2 py-0.5">
				{children}
			</span>
			<span aria-hidden className="truncate text-muted">
				{names.join(", ")}
			</span>
			<input
				ref={input}
				type="file"
				{...props}
				onChange={(event) => {
					setNames([...(event.target.files ?? [])].map(({ name }) => name));
					onChange?.(event);
				}}
				className="absolute inset-0 w-full cursor-pointer opacity-0"
			/>
		</div>
	);
}
