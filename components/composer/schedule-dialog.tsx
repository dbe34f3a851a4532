"use client";

import { CalendarClock } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { defaultTimeZone } from "@/lib/i18n/language";
import { toInstant, toLocal, usualTimes } from "./zoned-time";

/** `at`: when it is to go so far, where that is to be changed. */
type Props = { at?: string; onClose: () => void; onChoose: (at: Date) => void };

/** When it is to be sent, by the clock of whoever writes. */
export function ScheduleDialog({ at: chosen, onClose, onChoose }: Props) {
	const t = useTranslations("composer.schedule");
	const format = useFormatter();
	const timeZone = useTimeZone() ?? defaultTimeZone;
	const [now] = useState(() => new Date());
	const [usual] = useState(() => usualTimes(now, timeZone));
	const [local, setLocal] = useState(() => toLocal(chosen ? new Date(chosen) : (usual[1]?.at ?? now), timeZone));
	const [error, setError] = useState<string>();

	function submit(event: FormEvent) {
		event.preventDefault();
		const at = toInstant(local, timeZone);
		if (!at || at.getTime() <= Date.now() || at.getTime() > Date.now() + 366 * 86_400_000) setError(t("notAhead"));
		else onChoose(at);
	}

	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t(chosen ? "change" : "title")} description={t("zone", { zone: timeZone.replaceAll("_", " ") })} className="max-w-md">
				<DialogBody>
					<ul className="grid gap-1">
						{usual.map(({ name, at }) => (
							<li key={name}>
								<button
									type="button"
									onClick={() => onChoose(at)}
									className="flex min-h-10 w-full items-center gap-2 rounded-md px-2.5 py-1 text-left hover:bg-fill"
								>
									<CalendarClock aria-hidden className="size-4 shrink-0 stroke-[1.75] text-muted" />
									<span className="min-w-0 flex-1 leading-tight">{t(name)}</span>
									<span className="shrink-0 text-muted text-sm">
										{format.dateTime(at, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" })}
									</span>
								</button>
							</li>
						))}
					</ul>
					<form onSubmit={submit} className="flex flex-wrap items-start gap-2 border-line-soft border-t pt-3.5">
						<Field label={t("at")} error={error} className="min-w-0 flex-1 basis-52">
							{(control) => (
								<Input
									{...control}
									type="datetime-local"
									required
									value={local}
									min={toLocal(now, timeZone)}
									onChange={(event) => {
										setLocal(event.target.value);
										setError(undefined);
									}}
								/>
							)}
						</Field>
						<Button type="submit" variant="solid" className="mt-6 h-9">
							{t("submit")}
						</Button>
					</form>
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
