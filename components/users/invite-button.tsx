"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { useToast } from "@/components/ui/use-toast";
import type { Language } from "@/db/schema";

const InviteDialog = onDemand(() => import("./invite-dialog").then((module) => module.InviteDialog));

export function InviteButton({ language }: { language: Language }) {
	const t = useTranslations("team");
	const [open, setOpen] = useState(false);
	const router = useRouter();
	const toast = useToast();
	function done(email: string) {
		setOpen(false);
		toast(t("inviteDialog.done", { email }));
		router.refresh();
	}
	return (
		<>
			<Button variant="solid" onClick={() => setOpen(true)}>
				<UserPlus aria-hidden />
				{t("invite")}
			</Button>
			{open && <InviteDialog language={language} onClose={() => setOpen(false)} onDone={done} onGone={() => setOpen(false)} />}
		</>
	);
}
