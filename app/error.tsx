"use client";

import { Failed, type FailedProps } from "@/components/shell/failed";

export default function ErrorPage(props: FailedProps) {
	return <Failed {...props} />;
}
