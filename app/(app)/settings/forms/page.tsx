import { ClipboardList, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FormList } from "@/components/forms/form-list";
import { Texts } from "@/components/shell/texts";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAdmin } from "@/lib/auth/session";
import { publicOrigin } from "@/lib/forms/address";
import { listForms } from "@/lib/forms/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("forms"))("title") };
}

export default async function FormsPage() {
	await requireAdmin();
	const [rows, t] = await Promise.all([listForms(), getTranslations("forms")]);
	return (
		<div className="mx-auto grid w-full max-w-4xl grid-cols-1 gap-4 p-4 lg:p-6">
			<header className="flex flex-wrap items-start gap-2">
				<div className="min-w-0 grow basis-64">
					<h1 className="font-semibold text-xl">{t("title")}</h1>
					<p className="max-w-prose text-muted">{t("text")}</p>
				</div>
				<Button variant="solid" asChild>
					<Link href="/settings/forms/new">
						<Plus aria-hidden />
						{t("new")}
					</Link>
				</Button>
			</header>
			{rows.length > 0 ? (
				<Texts of={["forms"]}>
					<FormList rows={rows} origin={publicOrigin()} />
				</Texts>
			) : (
				<EmptyState icon={<ClipboardList />} title={t("empty.title")} className="rounded-xl border bg-card">
					{t("empty.text")}
				</EmptyState>
			)}
		</div>
	);
}
