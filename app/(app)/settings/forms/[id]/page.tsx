import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FormPage } from "@/components/forms/form-page";
import { requireAdmin } from "@/lib/auth/session";
import { formDetails } from "@/lib/forms/queries";
import { parseSmallId } from "@/lib/id-route";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("forms"))("title") };
}

export default async function EditFormPage({ params }: { params: Promise<{ id: string }> }) {
	await requireAdmin();
	const id = parseSmallId((await params).id);
	const form = id === null ? null : await formDetails(id);
	if (!form) notFound();
	return <FormPage key={form.id} form={form} />;
}
