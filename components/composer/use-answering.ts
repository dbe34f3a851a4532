"use client";

import type { RefObject } from "react";
import { useChat } from "@/components/timeline/chat-context";
import { fetchRecipients } from "@/components/timeline/timeline-api";
import type { Answering, Recipients } from "@/lib/messages/recipients";
import type { Draft } from "./drafts";
import { withOthers } from "./recipients";
import { useRecipients } from "./use-recipients";

type Options = { draft: Draft; latest: RefObject<Draft>; change: (part: Partial<Draft>) => void };
type Answers = { recipients: Recipients | null | undefined; unreachable: boolean; answer: (answering: Answering) => void };

/** What is answered, and whom that reaches. Choosing to answer everybody writes them as chips, which can be taken away one by one. */
export function useAnswering({ draft, latest, change }: Options): Answers {
	const { details, store } = useChat();
	const recipients = useRecipients(draft);
	const toNobody = draft.kind !== "forward" && (recipients === null || recipients?.to.length === 0);

	function answer({ kind, messageId: picked }: Answering) {
		const before = latest.current;
		// What is passed on is always a certain message.
		const messageId = picked ?? (kind === "forward" ? newestMail() : null);
		change({ kind, messageId, cc: withOthers(before.cc, recipients?.others ?? [], false) });
		if (kind !== "replyAll") return;
		const known = messageId === before.messageId && recipients ? Promise.resolve(recipients) : fetchRecipients(details.id, { kind, messageId });
		void known.then(
			(found) => latest.current.kind === "replyAll" && change({ cc: withOthers(latest.current.cc, found.others, true) }),
			// Not reached: those who are missing are offered beside the recipients.
			() => {},
		);
	}
	const newestMail = () => store.snapshot().items.findLast((item) => item.kind === "message" && item.mail)?.id ?? null;

	return { recipients, unreachable: recipients === undefined || toNobody, answer };
}
