import { type ReactNode, useId } from "react";
import { cn } from "@/lib/utils";

type Control = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };
type Props = {
	label: ReactNode;
	hint?: ReactNode;
	error?: string | string[];
	optional?: string;
	className?: string;
	children: (control: Control) => ReactNode;
};

/** A label, its control, and below it what is wrong with it (else the hint). Spread what `children` is given onto the control. */
export function Field({ label, hint, error, optional, className, children }: Props) {
	const id = useId();
	const wrong = [error ?? []].flat();
	const told = wrong.length > 0 ? `${id}-error` : hint ? `${id}-hint` : undefined;
	return (
		<div className={className}>
			<Label htmlFor={id}>
				{label}
				{optional && <span className="font-normal text-faint"> {optional}</span>}
			</Label>
			{children({ id, "aria-describedby": told, "aria-invalid": wrong.length > 0 || undefined })}
			{told && (
				<p id={told} className={cn("mt-1.5 text-xs", wrong.length > 0 ? "text-danger-text" : "text-muted")}>
					{wrong.length > 0 ? wrong.join(" ") : hint}
				</p>
			)}
		</div>
	);
}

export function Label({ htmlFor, children, className }: { htmlFor: string; children: ReactNode; className?: string }) {
	return (
		<label htmlFor={htmlFor} className={cn("mb-1.5 block font-medium text-sm", className)}>
			{children}
		</label>
	);
}
