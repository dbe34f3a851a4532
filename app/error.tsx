"use client";

import { Failed, type FailedProps } from "@/components/shell/failed";

export default function ErrorPage(props: FailedProps) {
	return (
		<main className="h-dvh">
			<Failed {...props} />
		</main>
	);
}
