import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SubmissionList } from "@/components/forms/submission-list";
import { Texts } from "@/components/shell/texts";
import { BackLink } from "@/components/ui/back-link";
import { EmptyState } from "@/components/ui/empty-state";
import { OlderPages } from "@/components/ui/older-pages";
import { requireAdmin } from "@/lib/auth/session";
import { formDetails, submissionsOf } from "@/lib/forms/queries";
import { parseId, parseSmallId } from "@/lib/id-route";

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("forms.submissions"))("title") };
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ before?: string | string[] }> };

/** What came through a form, newest first. `?before=` an id: the page that ends before it. */
export default async function SubmissionsPage({ params, searchParams }: Props) {
	await requireAdmin();
	const id = parseSmallId((await params).id);
	const { before: given } = await searchParams;
	const before = parseId(typeof given === "string" ? given : null);
	if (id === null) notFound();
	const [form, found, t] = await Promise.all([formDetails(id), submissionsOf(id, before ?? undefined, pageSize + 1), getTranslations("forms.submissions")]);
	if (!form) notFound();
	const submissions = found.slice(0, pageSize);
	const last = found.length > pageSize ? (submissions.at(-1)?.id ?? null) : null;
	return (
		<div className="mx-auto grid w-full max-w-4xl grid-cols-1 gap-4 p-4 lg:p-6">
			<header>
				<BackLink href={`/settings/forms/${id}`}>{form.name}</BackLink>
				<h1 className="font-semibold text-xl">{t("title")}</h1>
				<p className="max-w-prose text-muted">{t("text")}</p>
			</header>
			{submissions.length > 0 ? (
				<Texts of={["forms"]}>
					<SubmissionList submissions={submissions} />
				</Texts>
			) : (
				<EmptyState icon={<Inbox />} title={t("empty")} className="rounded-xl border bg-card">
					{t("emptyText")}
				</EmptyState>
			)}
			<OlderPages path={`/settings/forms/${id}/submissions`} before={before} last={last} />
		</div>
	);
}
