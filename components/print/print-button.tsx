"use client";

import { Printer } from "lucide-react";

export function PrintButton({ label }: { label: string }) {
	return (
		<button
			type="button"
			onClick={() => window.print()}
			className="ml-auto inline-flex h-9 items-center gap-2 rounded-md bg-[#5753c6] px-4 font-medium text-[#fff] hover:bg-[#4f4bb5]"
		>
			<Printer aria-hidden className="size-4" />
			{label}
		</button>
	);
}
