"use client";

import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { Menu, MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";

type Option<T> = { value: T; label: string; icon: LucideIcon };
type Props<T> = { name: string; title?: string; any: string; value: T | null; options: Option<T>[]; onChange: (value: T | null) => void };

/** A chip that opens a choice of one, or none. Once chosen it shows the choice. */
export function FilterMenu<T extends string>({ name, title = name, any, value, options, onChange }: Props<T>) {
	const t = useTranslations("inbox.filters");
	const chosen = options.find((option) => option.value === value);
	return (
		<Menu>
			<MenuTrigger asChild>
				<Chip opens on={Boolean(chosen)} aria-label={chosen && t("chosen", { filter: name, value: chosen.label })}>
					{chosen && <chosen.icon aria-hidden />}
					{chosen?.label ?? name}
				</Chip>
			</MenuTrigger>
			<MenuContent>
				<MenuLabel>{title}</MenuLabel>
				<MenuRadioGroup value={value ?? ""} onValueChange={(next) => onChange(options.find((option) => option.value === next)?.value ?? null)}>
					<MenuRadioItem value="">{any}</MenuRadioItem>
					{options.map((option) => (
						<MenuRadioItem key={option.value} value={option.value} icon={<option.icon aria-hidden />}>
							{option.label}
						</MenuRadioItem>
					))}
				</MenuRadioGroup>
			</MenuContent>
		</Menu>
	);
}
