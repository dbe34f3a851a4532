import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { InboxShell } from "@/components/conversations/inbox-shell";
import { requireUser } from "@/lib/auth/session";
import { searchHeader } from "@/lib/auth/sign-in-path";
import { nextCursor } from "@/lib/conversations/cursor";
import { parseListFilter } from "@/lib/conversations/filter";
import { listConversations, listCounts, pageSize } from "@/lib/conversations/queries";
import { requestLanguage } from "@/lib/i18n/request";
import { aroundList } from "@/lib/inboxes/around";
import { listViews } from "@/lib/views/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("inbox"))("title") };
}

/** The list stands in the layout, so that it stays while conversations come and go beside it. */
export default async function InboxLayout({ children }: { children: ReactNode }) {
	const user = await requireUser();
	// A layout is not told the query: the middleware passes it on.
	const filter = parseListFilter(new URLSearchParams((await headers()).get(searchHeader) ?? ""));
	const [rows, counts, around, views] = await Promise.all([
		listConversations(user.id, filter),
		listCounts(user.id),
		requestLanguage().then(aroundList),
		listViews(user.id),
	]);
	const page = { rows, next: nextCursor(rows, pageSize) };
	return (
		<InboxShell me={{ id: user.id, name: user.name }} around={around} loaded={filter} page={page} counts={counts} views={views} now={Date.now()}>
			{children}
		</InboxShell>
	);
}
