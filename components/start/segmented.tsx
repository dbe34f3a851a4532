"use client";

import { type ReactNode, useId } from "react";
import { cn } from "@/lib/utils";

type Option<V> = { value: V; label: string; icon?: ReactNode; disabled?: boolean };
type Props<V> = { legend: ReactNode; describedBy?: string; options: Option<V>[]; value: V | null; onChange: (value: V) => void };

/** One of a few, all of them in sight: the platform's radio buttons, side by side. */
export function Segmented<V extends string>({ legend, describedBy, options, value, onChange }: Props<V>) {
	const name = useId();
	return (
		<fieldset aria-describedby={describedBy}>
			<legend className="mb-1.5 font-medium text-sm">{legend}</legend>
			<div className="inline-flex max-w-full rounded-lg bg-fill p-0.5 max-sm:flex">
				{options.map((option) => (
					<label
						key={option.value}
						className={cn(
							"inline-flex h-8 min-w-0 cursor-pointer items-center justify-center gap-1.5 rounded-md border border-transparent px-3 text-muted transition-colors hover:text-text max-sm:flex-1 max-sm:px-2",
							"has-checked:border-line-strong has-checked:bg-card has-checked:font-medium has-checked:text-text has-checked:shadow-rest",
							"has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1 has-disabled:cursor-not-allowed has-disabled:text-faint [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]",
						)}
					>
						<input
							type="radio"
							name={name}
							value={option.value}
							checked={option.value === value}
							disabled={option.disabled}
							onChange={() => onChange(option.value)}
							className="sr-only"
						/>
						{option.icon}
						<span className="truncate">{option.label}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
