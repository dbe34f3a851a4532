"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import { processAgain } from "@/lib/webhooks/actions";

type Props = { webhookId: number; label: string /** Which one, for screen readers. */; named: string; queued: string };

/** How long the worker usually needs, in milliseconds: then the page is asked for once more. */
const soon = 1500;

export function ProcessAgain({ webhookId, label, named, queued }: Props) {
	const [pending, startTransition] = useTransition();
	const router = useRouter();
	const toast = useToast();
	const again = () =>
		startTransition(async () => {
			const result = await processAgain({ webhookId });
			toast(result.ok ? queued : result.error, { failed: !result.ok });
			router.refresh();
			if (result.ok) setTimeout(() => router.refresh(), soon);
		});
	return (
		<Button loading={pending} onClick={again} aria-label={named}>
			<RotateCcw aria-hidden />
			{label}
		</Button>
	);
}
