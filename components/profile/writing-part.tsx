"use client";

import { useTranslations } from "next-intl";
import { useToast } from "@/components/ui/use-toast";
import { WritingForm } from "@/components/users/writing-form";
import type { Writing } from "@/lib/users/writing";

/** The form that the composer opens too. */
export function WritingPart({ writing }: { writing: Writing }) {
	const t = useTranslations("profile");
	const toast = useToast();
	return <WritingForm writing={writing} onSaved={() => toast(t("saved"))} />;
}
