"use client";

import { ChevronDown, Forward, Reply, ReplyAll, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import type { AnswerKind } from "@/db/schema";
import type { Recipients } from "@/lib/messages/recipients";

const icons = { reply: Reply, replyAll: ReplyAll, forward: Forward };
const kinds = ["reply", "replyAll", "forward"] as const;

/** To answer, to answer everybody, or to pass it on. */
export function AnswerKindMenu({ value, onChange }: { value: AnswerKind; onChange: (kind: AnswerKind) => void }) {
	const t = useTranslations("composer.kind");
	const Icon = icons[value];
	return (
		<Menu>
			<MenuTrigger
				aria-label={t("label", { kind: t(value) })}
				className="-ml-1.5 flex h-6 shrink-0 items-center gap-0.5 rounded-[5px] px-1 text-muted hover:bg-fill hover:text-text data-[state=open]:bg-fill"
			>
				<Icon aria-hidden className="size-4 stroke-[1.75]" />
				<ChevronDown aria-hidden className="size-3 stroke-[1.75]" />
			</MenuTrigger>
			<MenuContent>
				<MenuRadioGroup value={value} onValueChange={(chosen) => onChange(kinds.find((kind) => kind === chosen) ?? "reply")}>
					{kinds.map((kind) => {
						const KindIcon = icons[kind];
						return (
							<MenuRadioItem key={kind} value={kind} icon={<KindIcon aria-hidden />}>
								{t(kind)}
							</MenuRadioItem>
						);
					})}
				</MenuRadioGroup>
			</MenuContent>
		</Menu>
	);
}

type PickedProps = { picked: NonNullable<Recipients["picked"]>; forward: boolean; onClear: () => void };

/** Which message it is about, when that is not the newest. */
export function PickedMessage({ picked, forward, onClear }: PickedProps) {
	const t = useTranslations("composer.picked");
	return (
		<div className="flex items-center gap-2 border-line-soft border-b px-3.5 py-1.5 text-muted text-sm">
			<p className="min-w-0 flex-1 truncate">
				{t(forward ? "forward" : "reply", { name: picked.name })} <span className="text-faint">{picked.text}</span>
			</p>
			<button type="button" aria-label={t("clear")} onClick={onClear} className="grid size-6 shrink-0 place-items-center rounded-[5px] hover:bg-fill">
				<X aria-hidden className="size-3.5 stroke-2" />
			</button>
		</div>
	);
}
