import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PrintBar } from "@/components/print/print-bar";
import { PrintHead } from "@/components/print/print-head";
import { PrintHistory } from "@/components/print/print-history";
import { RunningHead } from "@/components/print/running-head";
import { requireUser } from "@/lib/auth/session";
import { conversationDetails } from "@/lib/conversations/details";
import { parseId } from "@/lib/id-route";
import { wholeHistory } from "@/lib/timeline/history";
import { listUsers } from "@/lib/users/queries";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ notes?: string | string[]; quotes?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	await requireUser();
	const id = parseId((await params).id);
	const [details, t] = await Promise.all([id === null ? null : conversationDetails(id), getTranslations("print")]);
	return { title: details ? t("documentTitle", { name: details.customer.name, id: details.id }) : t("title") };
}

/** The whole history, for paper. `?notes=1`: with what is internal; without it nothing of that is even read. `?quotes=1`: with quoted text. */
export default async function PrintPage({ params, searchParams }: Props) {
	await requireUser();
	const id = parseId((await params).id) ?? notFound();
	const query = await searchParams;
	const shown = { notes: query.notes === "1", quotes: query.quotes === "1" };
	const [details, items, users, t] = await Promise.all([conversationDetails(id), wholeHistory(id, shown.notes), listUsers(), getTranslations("print")]);
	if (!details) notFound();
	return (
		<main className="mx-auto max-w-3xl px-4 py-6">
			<RunningHead>{t("documentTitle", { name: details.customer.name.slice(0, 80), id })}</RunningHead>
			<PrintBar address={`/inbox/${id}/print`} {...shown} />
			<PrintHead details={details} items={items} users={users} notes={shown.notes} />
			<PrintHistory items={items} users={users} customer={details.customer.name} quotes={shown.quotes} />
		</main>
	);
}
