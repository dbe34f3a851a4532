"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Role } from "@/db/schema";
import { cn } from "@/lib/utils";
import { settingsSections } from "./sections";

/** The way between the settings' pages: a column, or a line that scrolls where there is no room. */
export function SettingsNav({ role }: { role: Role }) {
	const t = useTranslations("settings");
	const path = usePathname();
	const current = useRef<HTMLAnchorElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: each page brings its own place in the line into sight
	useEffect(() => {
		current.current?.scrollIntoView({ block: "nearest", inline: "center" });
	}, [path]);
	return (
		<nav aria-label={t("label")} className="shrink-0 border-line-soft max-lg:overflow-x-auto max-lg:border-b lg:w-56 lg:border-r">
			<ul className="flex gap-1 p-3 lg:flex-col">
				{settingsSections
					.filter((section) => section.role !== "admin" || role === "admin")
					.map(({ name, href }) => {
						const here = path === href || path.startsWith(`${href}/`);
						return (
							<li key={name}>
								<Link
									href={href}
									ref={here ? current : undefined}
									aria-current={here ? "page" : undefined}
									className={cn(
										"flex h-8 items-center whitespace-nowrap rounded-md px-2.5 text-muted transition-colors hover:bg-fill hover:text-text pointer-coarse:h-10",
										here && "bg-fill font-medium text-text",
									)}
								>
									{t(`sections.${name}`)}
								</Link>
							</li>
						);
					})}
			</ul>
		</nav>
	);
}
