"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils";
import { IconButton } from "./icon-button";
import { useReturnFocus } from "./return-focus";

export const Dialog = Radix.Root;

export const overlayClasses = "fixed inset-0 z-40 bg-overlay data-[state=closed]:animate-vanish data-[state=open]:animate-appear";
export const dialogClasses =
	"fixed inset-x-4 top-[max(16px,12dvh)] z-50 mx-auto flex max-h-[min(76dvh,720px)] max-w-lg flex-col overflow-hidden rounded-xl border border-line-strong bg-card shadow-float outline-none data-[state=closed]:animate-vanish data-[state=open]:animate-appear";

type Props = Omit<ComponentProps<typeof Radix.Content>, "title"> & { title: ReactNode; description?: ReactNode };

/** Inside: a DialogBody, which scrolls. */
export function DialogContent({ title, description, className, children, onOpenAutoFocus, onCloseAutoFocus, ...props }: Props) {
	const t = useTranslations("common");
	const focus = useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus });
	return (
		<Radix.Portal>
			<Radix.Overlay className={overlayClasses} />
			<Radix.Content className={cn(dialogClasses, className)} {...(description ? {} : { "aria-describedby": undefined })} {...focus} {...props}>
				<header className="border-line-soft border-b py-4 pr-14 pl-5">
					<Radix.Title className="font-semibold text-lg leading-5 [overflow-wrap:anywhere]">{title}</Radix.Title>
					{description && <Radix.Description className="mt-1 text-muted text-sm">{description}</Radix.Description>}
				</header>
				{children}
				{/* Last, so that what opens the dialog leads to its first field. */}
				<Radix.Close asChild>
					<IconButton label={t("close")} shortcut="esc" tip={false} className="absolute top-2.5 right-3">
						<X aria-hidden />
					</IconButton>
				</Radix.Close>
			</Radix.Content>
		</Radix.Portal>
	);
}

export function DialogBody({ className, ...props }: ComponentProps<"div">) {
	return <div className={cn("grid gap-3.5 overflow-y-auto px-5 py-4", className)} {...props} />;
}
