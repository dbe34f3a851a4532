"use client";

import { MessageSquarePlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { CustomerRecord } from "@/lib/customers/record";

const StartDialog = dynamic(() => import("@/components/start/start-dialog").then((module) => module.StartDialog), { ssr: false });

/** Begins a conversation with the customer whose record it stands on. */
export function WriteTo({ userId, customer: { id, name, avatar, identities } }: { userId: number; customer: CustomerRecord }) {
	const t = useTranslations("customers.record");
	const [open, setOpen] = useState<boolean>();
	const first = (kind: "email" | "phone") => identities.find((identity) => identity.kind === kind)?.shown ?? null;
	return (
		<>
			<Button variant="solid" onClick={() => setOpen(true)}>
				<MessageSquarePlus aria-hidden />
				{t("write")}
			</Button>
			{open !== undefined && (
				<StartDialog userId={userId} to={{ id, name, avatar, email: first("email"), phone: first("phone") }} open={open} onOpenChange={setOpen} />
			)}
		</>
	);
}
