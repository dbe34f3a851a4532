import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { CustomerPage } from "@/components/customers/customer-page";
import { requireUser } from "@/lib/auth/session";
import { conversationsOfCustomer } from "@/lib/conversations/of-customer";
import { listTags } from "@/lib/customers/list";
import { customerRecord } from "@/lib/customers/record";
import { parseId } from "@/lib/id-route";

type Props = { params: Promise<{ id: string }> };

const recordOf = cache(customerRecord);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	await requireUser();
	const id = parseId((await params).id);
	const customer = id && (await recordOf(id));
	return { title: customer ? customer.name : (await getTranslations("customers"))("title") };
}

/** The full record of one customer. */
export default async function Customer({ params }: Props) {
	await requireUser();
	const id = parseId((await params).id) ?? notFound();
	const [customer, conversations, tags] = await Promise.all([recordOf(id), conversationsOfCustomer(id), listTags()]);
	if (!customer) notFound();
	return <CustomerPage key={id} first={{ customer, conversations }} knownTags={tags} />;
}
