import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Why it did not go out. Always there, so that it is spoken when it fills. */
export function FormError({ children }: { children: ReactNode }) {
	return (
		<div role="alert">
			{children && (
				<p className="mx-2 mb-2 flex items-start gap-1.5 rounded-md bg-danger-fill px-2 py-1.5 text-danger-text text-sm">
					<CircleAlert aria-hidden className="mt-px size-4 shrink-0 stroke-[1.75]" />
					{children}
				</p>
			)}
		</div>
	);
}
