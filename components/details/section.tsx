import { type ReactNode, useId } from "react";

type Props = { title: ReactNode; action?: ReactNode; children: ReactNode };

export function Section({ title, action, children }: Props) {
	const id = useId();
	return (
		<section aria-labelledby={id} className="border-line-soft border-b px-4 py-4 last:border-b-0">
			<div className="mb-2.5 flex min-h-4 items-center">
				<h3 id={id} className="flex-1 font-semibold text-muted text-xs">
					{title}
				</h3>
				{action}
			</div>
			{children}
		</section>
	);
}

/** An icon and what it stands for: `name` is for who does not see it. */
export function Line({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
	return (
		<div className="group/line flex min-h-[26px] items-center gap-3 text-sm [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:stroke-[1.75] [&>svg]:text-mark">
			{icon}
			<dt className="sr-only">{name}</dt>
			<dd className="flex min-w-0 flex-1 items-center gap-1">{children}</dd>
		</div>
	);
}
