"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { AutomationAction } from "@/db/schema";
import type { Choices } from "./choices";
import { TextWithVariables } from "./text-with-variables";

type Part = Record<string, unknown>;
type Props = { action: AutomationAction; choices: Choices; errorOf: (name: string) => string[] | undefined; onChange: (part: Part) => void };

/** What one action needs to know. */
export function ActionFields({ action, choices, errorOf, onChange }: Props) {
	const t = useTranslations("automations");
	const tc = useTranslations("common");
	if (action.type === "flag" || action.type === "archive") return null;
	const pick = (name: string, label: string, list: Choices["users"], value: number) => (
		<Field label={label} error={errorOf(name)}>
			{(control) => (
				<Select {...control} value={value || ""} onChange={(event) => onChange({ [name]: Number(event.target.value) })}>
					<option value="">{t("choose")}</option>
					{list.map((one) => (
						<option key={one.value} value={one.value}>
							{one.label}
						</option>
					))}
				</Select>
			)}
		</Field>
	);
	return (
		<div className="mt-3 grid grid-cols-1 gap-3 pl-6 max-sm:pl-0">
			{action.type === "start" && (
				<Field label={t("channel")} error={errorOf("channel")}>
					{(control) => (
						<Select {...control} value={action.channel} onChange={(event) => onChange({ channel: event.target.value })}>
							{(["email", "sms", "whatsapp"] as const).map((channel) => (
								<option key={channel} value={channel}>
									{tc(`channels.${channel}`)}
								</option>
							))}
						</Select>
					)}
				</Field>
			)}
			{action.type === "start" && pick("templateId", t("template"), choices.templates, action.templateId)}
			{(action.type === "runChatbot" || action.type === "blockChatbot") && pick("chatbotId", t("chatbot"), choices.chatbots, action.chatbotId)}
			{action.type === "blockChatbot" && (
				<Field label={t("blockHours")} error={errorOf("hours")}>
					{(control) => (
						<Input
							{...control}
							type="number"
							min={1}
							value={action.hours ?? ""}
							onChange={(event) => onChange({ hours: event.target.value === "" ? null : Number(event.target.value) })}
						/>
					)}
				</Field>
			)}
			{(action.type === "assign" || action.type === "notify") && (
				<fieldset className="min-w-0">
					<legend className="mb-1.5 font-medium text-sm">{t("people")}</legend>
					<div className="flex flex-wrap gap-x-4 gap-y-1.5">
						{choices.users.map(({ value, label }) => {
							const id = Number(value);
							const on = action.userIds.includes(id);
							return (
								<label key={value} className="inline-flex items-center gap-1.5 pointer-coarse:min-h-10">
									<input
										type="checkbox"
										checked={on}
										onChange={() => onChange({ userIds: on ? action.userIds.filter((one) => one !== id) : [...action.userIds, id] })}
									/>
									{label}
								</label>
							);
						})}
					</div>
					{errorOf("userIds") && <p className="mt-1.5 text-danger-text text-xs">{errorOf("userIds")?.join(" ")}</p>}
				</fieldset>
			)}
			{(action.type === "reply" || action.type === "note" || action.type === "notify") && (
				<TextWithVariables value={action.text} error={errorOf("text")} onChange={(text) => onChange({ text })} />
			)}
			{action.type === "webhook" && (
				<Field label={t("url")} error={errorOf("url")}>
					{(control) => <Input {...control} type="url" value={action.url} placeholder="https://" onChange={(event) => onChange({ url: event.target.value })} />}
				</Field>
			)}
		</div>
	);
}
