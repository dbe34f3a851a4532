import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TemplateEditor } from "@/components/templates/template-editor";
import { requireUser } from "@/lib/auth/session";
import { templateFacets } from "@/lib/templates/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("templates"))("newTitle") };
}

export default async function NewTemplatePage() {
	await requireUser();
	const { folders } = await templateFacets();
	return <TemplateEditor template={null} folders={folders} />;
}
