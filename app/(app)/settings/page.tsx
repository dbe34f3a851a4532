import { notFound, redirect } from "next/navigation";
import { settingsSections } from "@/components/settings/sections";
import { requireUser } from "@/lib/auth/session";

/** The settings begin with the first page that one may open. */
export default async function SettingsPage() {
	const user = await requireUser();
	const first = settingsSections.find((section) => section.role !== "admin" || user.role === "admin");
	return first ? redirect(first.href) : notFound();
}
