"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { channelIcons } from "@/components/conversations/icons";
import type { StartChannel } from "@/lib/messages/schema";
import { Segmented } from "./segmented";
import type { Unavailable } from "./start-draft";

export type Choice = { channel: StartChannel; unavailable: Unavailable };
type Props = { choices: Choice[]; value: StartChannel | null; recipient: string; onChange: (channel: StartChannel) => void };

/** On which channel. One that cannot be used now is there all the same, and says why. */
export function ChannelField({ choices, value, recipient, onChange }: Props) {
	const t = useTranslations("start");
	const names = useTranslations("common.channels");
	const id = useId();
	const reasons = choices.flatMap(({ channel, unavailable }) => {
		if (!unavailable) return [];
		if (unavailable.why === "notConnected") return t("notConnected", { channel: names(channel) });
		return t(`noAddress.${unavailable.kind}`, { channel: names(channel), name: recipient });
	});
	const options = choices.map(({ channel, unavailable }) => {
		const Icon = channelIcons[channel];
		return { value: channel, label: names(channel), icon: <Icon aria-hidden />, disabled: unavailable !== null };
	});
	return (
		<div>
			<Segmented legend={t("type")} describedBy={`${id}-reasons`} options={options} value={value} onChange={onChange} />
			<p id={`${id}-reasons`} role="status" className="text-muted text-xs not-empty:mt-1.5">
				{reasons.join(" ")}
			</p>
		</div>
	);
}
