import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SearchPage } from "@/components/search/search-page";
import { requireUser } from "@/lib/auth/session";
import { listUsers } from "@/lib/users/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("search"))("label") };
}

/** `?q=`: what is looked for. The same as in the inbox, with more room. */
export default async function Search() {
	const user = await requireUser();
	const users = await listUsers();
	return <SearchPage userId={user.id} users={users.map(({ name }) => ({ name }))} now={Date.now()} />;
}
