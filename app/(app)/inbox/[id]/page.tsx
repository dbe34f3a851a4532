import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { detailsCookie } from "@/components/details/details-cookie";
import { Chat } from "@/components/timeline/chat";
import { requireUser } from "@/lib/auth/session";
import { chatbotsOf } from "@/lib/chatbots/queries";
import { conversationDetails } from "@/lib/conversations/details";
import { firstUnread } from "@/lib/conversations/first-unread";
import { sharedFiles } from "@/lib/conversations/shared-files";
import { draftsOf } from "@/lib/drafts/queries";
import { parseId } from "@/lib/id-route";
import { replyRecipients } from "@/lib/messages/recipients";
import { waitingIn } from "@/lib/messages/waiting";
import { timelineAround, timelinePage } from "@/lib/timeline/queries";
import { offeredLanguage } from "@/lib/translation/outbound";
import { writingOf } from "@/lib/users/writing";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ at?: string | string[] }> };

/** `?at=ID`: open at that message or note, where a search leads. */
export default async function ConversationPage({ params, searchParams }: Props) {
	const user = await requireUser();
	const id = parseId((await params).id) ?? notFound();
	const { at: asked } = await searchParams;
	const at = typeof asked === "string" ? parseId(asked) : null;
	const history = at ? timelineAround(id, at) : timelinePage(id);
	const [details, recipients, sendsIn, waiting, page, unread, drafts, writing, bots, files, jar] = await Promise.all([
		conversationDetails(id),
		replyRecipients(id, user.id),
		offeredLanguage(id),
		waitingIn(id),
		history,
		firstUnread(user.id, id),
		draftsOf(user.id, id),
		writingOf(user.id),
		chatbotsOf(id),
		sharedFiles(id),
		cookies(),
	]);
	if (!details) notFound();
	return (
		<Chat
			key={`${id}-${at}`}
			at={at}
			unread={unread}
			card={{ details, recipients, sendsIn }}
			page={{ ...page, waiting }}
			drafts={drafts}
			writing={writing}
			beside={{ bots, files }}
			detailsOpen={jar.get(detailsCookie)?.value !== "0"}
		/>
	);
}
