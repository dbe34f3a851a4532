"use client";

import { ChevronDown, ChevronUp, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { AutomationAction } from "@/db/schema";
import { ActionFields } from "./action-fields";
import type { Choices } from "./choices";
import { type AutomationDraft, keyed } from "./use-save-automation";

type Row = AutomationDraft["actions"][number];
type Props = { actions: Row[]; choices: Choices; errors: Record<string, string[]>; onChange: (actions: Row[]) => void };

const blank: Record<AutomationAction["type"], AutomationAction> = {
	reply: { type: "reply", text: "" },
	assign: { type: "assign", userIds: [] },
	flag: { type: "flag" },
	archive: { type: "archive" },
	note: { type: "note", text: "" },
	notify: { type: "notify", userIds: [], text: "" },
	start: { type: "start", channel: "email", templateId: 0 },
	runChatbot: { type: "runChatbot", chatbotId: 0 },
	blockChatbot: { type: "blockChatbot", chatbotId: 0, hours: null },
	webhook: { type: "webhook", url: "" },
};
const types = Object.keys(blank) as AutomationAction["type"][];

/** What is done, one after the other. */
export function ActionRows({ actions, choices, errors, onChange }: Props) {
	const t = useTranslations("automations");
	function move(index: number, by: number) {
		const next = actions.filter((_, i) => i !== index);
		const moved = actions[index];
		if (moved) next.splice(index + by, 0, moved);
		onChange(next);
	}
	return (
		<div className="grid grid-cols-1 gap-2.5">
			{actions.map((action, i) => {
				const mine = (name: string) => errors[`actions.${i}.${name}`];
				return (
					<fieldset key={action.key} className="relative min-w-0 rounded-lg border p-3">
						<legend className="sr-only">{t("actionNumber", { number: i + 1 })}</legend>
						<div className="flex flex-wrap items-center justify-end gap-1">
							<span aria-hidden className="w-5 shrink-0 text-faint text-sm tabular-nums">
								{i + 1}
							</span>
							<div className="min-w-0 flex-1 max-sm:min-w-[calc(100%-24px)]">
								<Select
									aria-label={t("actionNumber", { number: i + 1 })}
									value={action.type}
									onChange={(event) =>
										onChange(actions.map((one) => (one.key === action.key ? { ...blank[event.target.value as AutomationAction["type"]], key: one.key } : one)))
									}
								>
									{types.map((type) => (
										<option key={type} value={type}>
											{t(`actions.${type}`)}
										</option>
									))}
								</Select>
							</div>
							<IconButton label={t("actionUp", { number: i + 1 })} disabled={i === 0} onClick={() => move(i, -1)}>
								<ChevronUp aria-hidden />
							</IconButton>
							<IconButton label={t("actionDown", { number: i + 1 })} disabled={i === actions.length - 1} onClick={() => move(i, 1)}>
								<ChevronDown aria-hidden />
							</IconButton>
							<IconButton label={t("removeAction", { number: i + 1 })} onClick={() => onChange(actions.filter(({ key }) => key !== action.key))}>
								<X aria-hidden />
							</IconButton>
						</div>
						<ActionFields
							action={action}
							choices={choices}
							errorOf={mine}
							onChange={(part) => onChange(actions.map((one) => (one.key === action.key ? ({ ...one, ...part } as Row) : one)))}
						/>
					</fieldset>
				);
			})}
			{errors.actions && <p className="text-danger-text text-xs">{errors.actions.join(" ")}</p>}
			<div>
				<Button size="sm" onClick={() => onChange([...actions, keyed(blank.reply)])}>
					<Plus aria-hidden />
					{t("addAction")}
				</Button>
			</div>
		</div>
	);
}
