"use client";

import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/alert-dialog";
import type { ReactNode } from "react";
import { Button } from "./button";
import { DialogFooter, dialogClasses, overlayClasses } from "./dialog";

type Props = {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	title: ReactNode;
	/** What exactly goes, and whether it can come back. */
	description: ReactNode;
	confirmLabel: string;
	onConfirm: () => void;
	danger?: boolean;
	pending?: boolean;
	children?: ReactNode;
};

/** Asks before what cannot be undone. Stays open while pending: whoever opened it closes it when it is done. */
export function ConfirmDialog({ open, onOpenChange, title, description, confirmLabel, onConfirm, danger = false, pending = false, children }: Props) {
	const t = useTranslations("common");
	return (
		<Radix.Root open={open} onOpenChange={onOpenChange}>
			<Radix.Portal>
				<Radix.Overlay className={overlayClasses} />
				<Radix.Content className={dialogClasses}>
					<div className="grid gap-2 overflow-y-auto p-5">
						<Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
						<Radix.Description className="text-muted">{description}</Radix.Description>
						{children}
					</div>
					<DialogFooter>
						<Radix.Cancel asChild>
							<Button>{t("cancel")}</Button>
						</Radix.Cancel>
						<Button variant={danger ? "danger" : "solid"} loading={pending} onClick={onConfirm}>
							{confirmLabel}
						</Button>
					</DialogFooter>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}
