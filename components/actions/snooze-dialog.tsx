"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { instantOf, snoozeTimes, wallClock } from "./snooze-times";
import type { Target } from "./target";
import { useAside } from "./use-deeds";

type Props = { targets: readonly Pick<Target, "id" | "snoozedUntil" | "inboxId" | "spam">[]; onClose: () => void };

/** Until when: a few moments to choose from, or any other, in the reader's own time. */
export function SnoozeDialog({ targets, onClose }: Props) {
	const t = useTranslations("actions.snooze");
	const timeZone = useTimeZone();
	const { moment } = useFormat();
	const { snooze } = useAside();
	const [now] = useState(() => new Date());
	const [typed, setTyped] = useState("");
	const [error, setError] = useState<string>();

	function until(at: Date) {
		snooze(targets, at.toISOString());
		onClose();
	}
	function submit(event: FormEvent) {
		event.preventDefault();
		const at = typed ? instantOf(typed, timeZone) : null;
		if (!at || Number.isNaN(at.getTime())) return setError(t("missing"));
		if (at.getTime() <= Date.now()) return setError(t("past"));
		until(at);
	}
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title")} description={t("text")} className="max-w-md">
				<DialogBody className="gap-4">
					<ul className="-mx-2 grid grid-cols-[minmax(0,1fr)]">
						{snoozeTimes(now, timeZone).map(({ name, at }) => (
							<li key={name}>
								<Button
									variant="ghost"
									size="lg"
									onClick={() => until(at)}
									className="h-auto min-h-9 w-full flex-wrap justify-between gap-x-4 gap-y-0 px-2 py-1"
								>
									{t(`times.${name}`)}
									<span className="text-muted text-sm tabular-nums">{moment(at)}</span>
								</Button>
							</li>
						))}
					</ul>
					<form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-2 border-line-soft border-t pt-4">
						<Field label={t("other")} error={error} className="min-w-0 flex-1 basis-52">
							{(control) => (
								<Input
									{...control}
									type="datetime-local"
									min={wallClock(now, timeZone)}
									value={typed}
									onChange={(event) => {
										setTyped(event.target.value);
										setError(undefined);
									}}
								/>
							)}
						</Field>
						<Button type="submit" variant="solid" size="lg" className={error ? "sm:mb-[22px]" : undefined}>
							{t("do")}
						</Button>
					</form>
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
