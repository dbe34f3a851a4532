import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormPage } from "@/components/forms/form-page";
import { requireAdmin } from "@/lib/auth/session";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("forms"))("newTitle") };
}

export default async function NewFormPage() {
	await requireAdmin();
	return <FormPage form={null} />;
}
