"use client";

import { ChevronDown, Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuTrigger } from "@/components/ui/menu";

const ActionsMenu = dynamic(() => import("./actions-menu").then((module) => module.ActionsMenu), { ssr: false });

/** «Acciones», in the composer's bar. */
export function ActionsButton({ className }: { className?: string }) {
	const t = useTranslations("actions");
	return (
		<Menu>
			<MenuTrigger asChild>
				<Button variant="ghost" className={className} onPointerEnter={() => void import("./actions-menu")}>
					<span className="@max-lg:sr-only">{t("title")}</span>
					<ChevronDown aria-hidden className="@max-lg:hidden" />
					<Ellipsis aria-hidden className="@lg:hidden" />
				</Button>
			</MenuTrigger>
			<ActionsMenu />
		</Menu>
	);
}
