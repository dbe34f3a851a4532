"use client";

import { MessageSquarePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { openStart } from "@/components/start/wanted";
import { Button } from "@/components/ui/button";
import type { CustomerRecord } from "@/lib/customers/record";

/** Begins a conversation with the customer whose record it stands on. */
export function WriteTo({ customer: { id, name, avatar, identities } }: { customer: CustomerRecord }) {
	const t = useTranslations("customers.record");
	const first = (kind: "email" | "phone") => identities.find((identity) => identity.kind === kind)?.shown ?? null;
	return (
		<Button variant="solid" onClick={() => openStart({ id, name, avatar, email: first("email"), phone: first("phone") })}>
			<MessageSquarePlus aria-hidden />
			{t("write")}
		</Button>
	);
}
