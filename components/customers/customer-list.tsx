"use client";

import { useTranslations } from "next-intl";
import { useLate } from "@/components/conversations/use-late";
import type { CustomerFilter } from "@/lib/customers/filter";
import type { CustomerPage } from "@/lib/customers/list";
import { cn } from "@/lib/utils";
import { CustomerFilters } from "./customer-filters";
import { CustomerSearch } from "./customer-search";
import { CustomerTable } from "./customer-table";
import { CustomersEmpty, CustomersFailed } from "./customers-empty";
import { NewCustomer } from "./new-customer";
import { noCustomerFilter, useCustomerFilter } from "./use-customer-filter";
import { useCustomers } from "./use-customers";

type Props = { loaded: CustomerFilter; first: Required<CustomerPage>; tags: string[] };

/** Everybody there is a record of, to search, to filter and to open. */
export function CustomerList({ loaded, first, tags }: Props) {
	const t = useTranslations("customers");
	const { filter, change } = useCustomerFilter();
	const customers = useCustomers(filter, loaded, first);
	const { count } = customers;
	const late = useLate(customers.other && customers.state === "loading");
	const failed = customers.other && customers.state === "failed";
	return (
		<div className="@container flex h-full flex-col p-0 md:p-4 lg:p-6">
			<div className="mx-auto flex min-h-0 w-full max-w-6xl flex-1 flex-col overflow-hidden border-line bg-card max-md:bg-ground md:rounded-xl md:border">
				<header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
					<h1 className="font-semibold text-lg tracking-tight">{t("title")}</h1>
					<span className="text-faint text-sm tabular-nums" title={t("count", { count: count.number })}>
						{t(count.more ? "countMore" : "number", { count: count.number })}
					</span>
					<CustomerSearch className="min-w-40 flex-1 basis-56 max-sm:order-last max-sm:basis-full sm:ml-auto sm:max-w-72" />
					<span className="flex-1 sm:hidden" />
					<NewCustomer typed={filter.q} />
				</header>
				<CustomerFilters tags={tags} />
				<div aria-busy={late} className={cn("flex min-h-0 flex-1 flex-col transition-opacity", late && "opacity-60")}>
					{failed ? (
						<CustomersFailed onRetry={customers.retry} />
					) : customers.rows.length === 0 && !customers.hasMore ? (
						<CustomersEmpty filter={filter} onShowAll={() => change(noCustomerFilter)} />
					) : (
						<CustomerTable key={`${filter.sort} ${filter.q} ${filter.language} ${filter.tag} ${filter.source}`} customers={customers} />
					)}
				</div>
				<p role="status" className="sr-only">
					{late && t("loading")}
				</p>
			</div>
		</div>
	);
}
