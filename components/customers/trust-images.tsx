"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import { trustRemoteImages } from "@/lib/customers/actions";
import { useCustomerReload } from "./customer-reload";

/** Whether images on other servers load in this customer's mails. */
export function TrustImages({ customerId, trusted }: { customerId: number; trusted: boolean }) {
	const t = useTranslations("customers.record");
	const tc = useTranslations("common");
	const toast = useToast();
	const reload = useCustomerReload();
	const [shown, show] = useOptimistic(trusted);
	const [, start] = useTransition();

	function set(next: boolean) {
		start(async () => {
			show(next);
			const result = await answered(trustRemoteImages({ customerId, trusted: next }));
			if (result?.ok) await reload();
			else toast(result?.error ?? tc("actionFailed"), { failed: true });
		});
	}
	return (
		<label className="flex items-start gap-2.5 text-sm">
			<input type="checkbox" checked={shown} onChange={(event) => set(event.target.checked)} className="mt-0.5 size-4 accent-(--color-accent)" />
			<span>
				{t("trustImages")}
				<span className="block text-muted text-xs">{t("trustImagesHint")}</span>
			</span>
		</label>
	);
}
