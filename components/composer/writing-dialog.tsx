"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { WritingForm } from "@/components/users/writing-form";
import type { Writing } from "@/lib/users/writing";

type Props = { writing: Writing; onClose: () => void; onSaved: (writing: Writing) => void };

export function WritingDialog({ onClose, ...form }: Props) {
	const t = useTranslations("composer.writing");
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title")} className="max-w-md">
				<DialogBody>
					<WritingForm {...form} />
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
