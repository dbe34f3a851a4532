import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CustomerList } from "@/components/customers/customer-list";
import { requireUser } from "@/lib/auth/session";
import { parseCustomerFilter } from "@/lib/customers/filter";
import { countCustomers, listCustomers, listTags } from "@/lib/customers/list";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("customers"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Everybody who ever wrote or was written to. The query is the filter. */
export default async function CustomersPage({ searchParams }: Props) {
	await requireUser();
	const query = Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
	const filter = parseCustomerFilter(new URLSearchParams(query));
	const [page, count, tags] = await Promise.all([listCustomers(filter), countCustomers(), listTags()]);
	return <CustomerList loaded={filter} first={{ ...page, count }} tags={tags} />;
}
