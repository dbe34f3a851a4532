"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuTrigger } from "@/components/ui/menu";
import { onDemand } from "@/components/ui/on-demand";
import type { Theme } from "@/lib/theme";

const UserMenuContent = onDemand(() => import("./user-menu-content").then((module) => module.UserMenuContent));

type Props = { user: { id: number; name: string; email: string; avatar: string | null }; theme: Theme };

export function UserMenu({ user, theme }: Props) {
	const t = useTranslations("common.userMenu");
	const [open, setOpen] = useState<boolean>();
	return (
		<Menu open={open ?? false} onOpenChange={setOpen}>
			<MenuTrigger
				aria-label={t("label", { name: user.name })}
				onPointerEnter={() => void import("./user-menu-content").catch(() => null)}
				className="grid size-10 shrink-0 place-items-center rounded-full max-md:size-12"
			>
				<Avatar id={user.id} name={user.name} src={user.avatar} size={30} />
			</MenuTrigger>
			{open !== undefined && <UserMenuContent user={user} theme={theme} onGone={() => setOpen(undefined)} />}
		</Menu>
	);
}
