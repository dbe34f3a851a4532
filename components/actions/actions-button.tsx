"use client";

import { ChevronDown, Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuTrigger } from "@/components/ui/menu";
import { onDemand } from "@/components/ui/on-demand";

const ActionsMenu = onDemand(() => import("./actions-menu").then((module) => module.ActionsMenu));

/** «Acciones», in the composer's bar. */
export function ActionsButton({ className }: { className?: string }) {
	const t = useTranslations("actions");
	const [open, setOpen] = useState<boolean>();
	// Wanted often: it is there before somebody presses.
	useEffect(() => void import("./actions-menu").catch(() => null), []);
	return (
		<Menu open={open ?? false} onOpenChange={setOpen}>
			<MenuTrigger asChild>
				<Button variant="ghost" className={className}>
					<span className="@max-lg:sr-only">{t("title")}</span>
					<ChevronDown aria-hidden className="@max-lg:hidden" />
					<Ellipsis aria-hidden className="@lg:hidden" />
				</Button>
			</MenuTrigger>
			{open !== undefined && <ActionsMenu onGone={() => setOpen(undefined)} />}
		</Menu>
	);
}
