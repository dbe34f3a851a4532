import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TemplateEditor } from "@/components/templates/template-editor";
import { requireUser } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";
import { templateDetails, templateFacets } from "@/lib/templates/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("templates"))("title") };
}

type Props = { params: Promise<{ id: string }> };

export default async function TemplatePage({ params }: Props) {
	await requireUser();
	const id = parseId((await params).id);
	// Past what the column holds there is none either.
	if (id === null || id > 2_147_483_647) notFound();
	const [template, { folders }] = await Promise.all([templateDetails(id), templateFacets()]);
	if (!template) notFound();
	return <TemplateEditor key={id} template={template} folders={folders} />;
}
