"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import { processAgain } from "@/lib/forms/actions";

/** How long the worker usually needs, in milliseconds: then the page is asked for once more. */
const soon = 1500;

export function ProcessAgain({ submissionId, named }: { submissionId: number; named: string }) {
	const t = useTranslations("forms.submissions");
	const router = useRouter();
	const toast = useToast();
	const [again, pending] = useAction(processAgain, () => {
		toast(t("queued"));
		router.refresh();
		setTimeout(() => router.refresh(), soon);
	});
	return (
		<Button loading={pending} onClick={() => again({ submissionId })} aria-label={named}>
			<RotateCcw aria-hidden />
			{t("again")}
		</Button>
	);
}
