import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { CustomerCard } from "@/components/customers/customer-card";
import { CustomerConversations } from "@/components/customers/customer-conversations";
import { WriteTo } from "@/components/customers/write-to";
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
export default async function CustomerPage({ params }: Props) {
	await requireUser();
	const id = parseId((await params).id) ?? notFound();
	const [customer, conversations, tags, t] = await Promise.all([recordOf(id), conversationsOfCustomer(id), listTags(), getTranslations("customers")]);
	if (!customer) notFound();
	return (
		<div className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-4 p-4 lg:p-6">
			<header className="flex items-center gap-3">
				<Link
					href="/customers"
					aria-label={t("record.back")}
					title={t("record.back")}
					className="grid size-8 place-items-center rounded-md text-muted hover:bg-fill"
				>
					<ArrowLeft aria-hidden className="size-4 stroke-[1.75]" />
				</Link>
				<h1 className="min-w-0 flex-1 truncate font-semibold text-xl">{customer.name}</h1>
				<WriteTo customer={customer} />
			</header>
			<div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
				<CustomerCard customer={customer} knownTags={tags} />
				<section aria-labelledby="conversations" className="overflow-hidden rounded-xl border bg-card">
					<h2 id="conversations" className="border-line-soft border-b px-4 py-3 font-semibold">
						{t("record.conversations")}
					</h2>
					<CustomerConversations customerId={id} first={conversations} />
				</section>
			</div>
		</div>
	);
}
