import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { InboxEditor } from "@/components/inboxes/inbox-editor";
import { kindOf } from "@/components/inboxes/kinds";
import { requireAdmin } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";
import { editableInbox } from "@/lib/inboxes/state";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("inboxes"))("edit") };
}

export default async function InboxPage({ params }: { params: Promise<{ id: string }> }) {
	await requireAdmin();
	const id = parseId((await params).id);
	const inbox = id === null ? null : await editableInbox(id);
	// A chat inbox has its own ways, and nothing of what is set here.
	if (!inbox || inbox.channel === "chat") notFound();
	return <InboxEditor kind={kindOf(inbox)} inbox={inbox} />;
}
