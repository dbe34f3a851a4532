import { type ReactNode, useId } from "react";

type Props = { title: ReactNode; text?: ReactNode; id?: string; children: ReactNode };

/** One part of the profile. `id`: where a link leads to. */
export function Card({ title, text, id, children }: Props) {
	const heading = useId();
	return (
		<section id={id} aria-labelledby={heading} className="scroll-mt-4 rounded-xl border bg-card">
			<header className="border-line-soft border-b px-5 py-3.5">
				<h2 id={heading} className="font-semibold">
					{title}
				</h2>
				{text && <p className="mt-0.5 text-muted text-sm">{text}</p>}
			</header>
			<div className="px-5 py-4">{children}</div>
		</section>
	);
}
