"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { block } from "@/lib/conversations/actions";

type Props = { customerId: number; label: string /** Whom, for screen readers. */; named: string; onDone?: () => void };

export function Unblock({ customerId, label, named, onDone }: Props) {
	const router = useRouter();
	const [unblock, pending] = useAction(block, onDone ?? (() => router.refresh()));
	return (
		<Button loading={pending} aria-label={named} onClick={() => unblock({ customerIds: [customerId], blocked: false })}>
			{label}
		</Button>
	);
}
