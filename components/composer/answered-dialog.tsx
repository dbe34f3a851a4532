"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";

type Props = { by: string[]; onLook: () => void; onSend: () => void };

/** Somebody was faster: look first, or send all the same. */
export function AnsweredDialog({ by, onLook, onSend }: Props) {
	const t = useTranslations("composer.answered");
	const format = useFormatter();
	return (
		<Dialog open onOpenChange={(open) => !open && onLook()}>
			<DialogContent title={t("title", { names: format.list(by) })} description={t("question")} className="max-w-md">
				<DialogBody className="flex flex-wrap justify-end gap-2">
					<Button onClick={onSend}>{t("send")}</Button>
					<Button variant="solid" onClick={onLook} autoFocus>
						{t("look")}
					</Button>
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
