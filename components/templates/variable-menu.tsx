"use client";

import { Braces } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { fieldPrefix, variables } from "@/lib/templates/variables";

/** Everything that a template may name, in words. */
export function VariableMenu({ onPick }: { onPick: (name: string) => void }) {
	const t = useTranslations("templates");
	return (
		<Menu>
			<MenuTrigger asChild>
				<Button size="sm">
					<Braces aria-hidden />
					{t("variables")}
				</Button>
			</MenuTrigger>
			<MenuContent align="end">
				{variables.map((name) => (
					<MenuItem key={name} onSelect={() => onPick(name)}>
						{t(`variable.${keyOf(name)}`)}
					</MenuItem>
				))}
				<MenuSeparator />
				<MenuItem onSelect={() => onPick(`${fieldPrefix}campo`)}>{t("customField")}</MenuItem>
			</MenuContent>
		</Menu>
	);
}

/** A dot in a text's name would mean a level below. */
type Key<N extends string> = N extends `${infer Noun}.${infer Property}` ? `${Noun}_${Property}` : N;
const keyOf = <N extends string>(name: N) => name.replace(".", "_") as Key<N>;
