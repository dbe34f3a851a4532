"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { remove } from "@/lib/chatbots/actions";

/** Takes a chatbot away, having said what goes with it. */
export function RemoveChatbot({ id, name }: { id: number; name: string }) {
	const t = useTranslations("chatbots");
	const tc = useTranslations("common");
	const router = useRouter();
	const [asking, setAsking] = useState(false);
	const [run, pending] = useAction(remove, () => router.push("/chatbots"));
	return (
		<>
			<Button size="lg" variant="danger-ghost" onClick={() => setAsking(true)} className="mr-auto">
				{t("remove")}
			</Button>
			<Dialog open={asking} onOpenChange={setAsking}>
				<DialogContent title={t("removeTitle", { name })} description={t("removeText")}>
					<footer className="flex justify-end gap-2 border-line-soft border-t bg-ground px-5 py-3">
						<Button size="lg" onClick={() => setAsking(false)}>
							{tc("cancel")}
						</Button>
						<Button size="lg" variant="danger" loading={pending} onClick={() => run({ id })}>
							{t("remove")}
						</Button>
					</footer>
				</DialogContent>
			</Dialog>
		</>
	);
}
