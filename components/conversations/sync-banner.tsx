"use client";

import { MailWarning } from "lucide-react";
import { Banner } from "@/components/ui/banner";

export function SyncBanner({ text }: { text: string }) {
	return <Banner icon={<MailWarning aria-hidden />}>{text}</Banner>;
}
