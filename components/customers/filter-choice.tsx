"use client";

import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { Menu, MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";

type Option = { value: string; label: string };
type Props = {
	name: string;
	/** What stands for no choice; without it there always is one. */
	any?: string;
	value: string | null;
	options: Option[];
	onChange: (value: string | null) => void;
};

/** A chip that opens a choice of one, or none. Once chosen it shows the choice. */
export function FilterChoice({ name, any, value, options, onChange }: Props) {
	const t = useTranslations("customers.filters");
	const chosen = options.find((option) => option.value === value);
	return (
		<Menu>
			<MenuTrigger asChild>
				<Chip opens on={Boolean(any && chosen)} aria-label={chosen && t("chosen", { filter: name, value: chosen.label })} className="max-w-56">
					<span className="truncate">{chosen?.label ?? name}</span>
				</Chip>
			</MenuTrigger>
			<MenuContent align={any ? "start" : "end"} aria-label={name} className="max-h-[min(24rem,var(--radix-popper-available-height))]">
				<MenuLabel>{name}</MenuLabel>
				<MenuRadioGroup value={value ?? ""} onValueChange={(next) => onChange(next || null)}>
					{any && <MenuRadioItem value="">{any}</MenuRadioItem>}
					{options.map((option) => (
						<MenuRadioItem key={option.value} value={option.value}>
							{option.label}
						</MenuRadioItem>
					))}
				</MenuRadioGroup>
			</MenuContent>
		</Menu>
	);
}
