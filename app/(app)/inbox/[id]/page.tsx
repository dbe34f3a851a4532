import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { detailsCookie } from "@/components/details/details-cookie";
import { Chat } from "@/components/timeline/chat";
import { requireUser } from "@/lib/auth/session";
import { conversationDetails } from "@/lib/conversations/details";
import { parseId } from "@/lib/id-route";
import { replyRecipients } from "@/lib/messages/recipients";
import { timelinePage } from "@/lib/timeline/queries";

type Props = { params: Promise<{ id: string }> };

export default async function ConversationPage({ params }: Props) {
	const user = await requireUser();
	const id = parseId((await params).id) ?? notFound();
	const [details, recipients, page, jar] = await Promise.all([conversationDetails(id), replyRecipients(id, user.id), timelinePage(id), cookies()]);
	if (!details) notFound();
	return <Chat key={id} card={{ details, recipients }} page={page} detailsOpen={jar.get(detailsCookie)?.value !== "0"} />;
}
