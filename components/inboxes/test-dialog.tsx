"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import { test } from "@/lib/inboxes/actions";
import type { InboxState } from "@/lib/inboxes/state";

/** Sends a word from an inbox, to see whether it gets through. */
export function TestDialog({ inbox, onClose }: { inbox: InboxState; onClose: () => void }) {
	const t = useTranslations("inboxes.test");
	const reasons = useTranslations("delivery.error");
	const tc = useTranslations("common");
	const toast = useToast();
	const [to, setTo] = useState("");
	const [failure, setFailure] = useState("");
	const [pending, start] = useTransition();
	const mail = inbox.channel === "email";

	function send() {
		start(async () => {
			const result = await answered(test({ id: inbox.id, to }));
			if (!result?.ok) return setFailure(result?.error ?? tc("actionFailed"));
			if (result.data) return setFailure(t("failed", { reason: `${reasons(result.data.code)} (${result.data.detail})` }));
			toast(t("sent", { to }));
			onClose();
		});
	}
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title")} description={t("text", { address: inbox.address })}>
				<form
					noValidate
					className="contents"
					onSubmit={(event) => {
						event.preventDefault();
						if (!pending && to.trim()) send();
					}}
				>
					<DialogBody>
						<Field label={t(mail ? "email" : "phone")}>
							{(control) => <Input {...control} type={mail ? "email" : "tel"} autoComplete="off" value={to} onChange={(event) => setTo(event.target.value)} />}
						</Field>
						<FormFailure>{failure}</FormFailure>
					</DialogBody>
					<footer className="flex justify-end gap-2 border-line-soft border-t bg-ground px-5 py-3">
						<Button size="lg" onClick={onClose}>
							{tc("cancel")}
						</Button>
						<Button type="submit" size="lg" variant="solid" loading={pending} disabled={!to.trim()}>
							{t("send")}
						</Button>
					</footer>
				</form>
			</DialogContent>
		</Dialog>
	);
}
