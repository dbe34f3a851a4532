import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** Above a page's title: to the list that it stands in. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
	return (
		<Link href={href} className="mb-1 inline-flex items-center gap-1.5 justify-self-start rounded-sm text-muted text-sm hover:text-text">
			<ArrowLeft aria-hidden className="size-4 stroke-[1.75]" />
			{children}
		</Link>
	);
}
