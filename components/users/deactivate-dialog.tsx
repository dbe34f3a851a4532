"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { deactivate } from "@/lib/users/actions";

type Person = { id: number; name: string };
type Props = { user: Person; others: Person[]; onClose: () => void; onDone: () => void };

/** Says what happens, and asks who takes over. */
export function DeactivateDialog({ user, others, onClose, onDone }: Props) {
	const t = useTranslations("team.deactivate");
	const tc = useTranslations("common");
	const [to, setTo] = useState("");
	const [run, pending] = useAction(deactivate, onDone);
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title", { name: user.name })} description={t("text")}>
				<DialogBody>
					<Field label={t("handOver")}>
						{(control) => (
							<Select {...control} value={to} onChange={(event) => setTo(event.target.value)}>
								<option value="">{t("nobody")}</option>
								{others.map(({ id, name }) => (
									<option key={id} value={id}>
										{name}
									</option>
								))}
							</Select>
						)}
					</Field>
				</DialogBody>
				<footer className="flex justify-end gap-2 border-line-soft border-t bg-ground px-5 py-3">
					<Button size="lg" onClick={onClose}>
						{tc("cancel")}
					</Button>
					<Button size="lg" variant="danger" loading={pending} onClick={() => run({ userId: user.id, handOverTo: to ? Number(to) : null })}>
						{t("submit")}
					</Button>
				</footer>
			</DialogContent>
		</Dialog>
	);
}
