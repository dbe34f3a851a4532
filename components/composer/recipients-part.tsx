"use client";

import type { Answering, Recipients as To } from "@/lib/messages/recipients";
import { PickedMessage } from "./answer-kind";
import type { Draft } from "./drafts";
import { Recipients } from "./recipients";

type Props = {
	recipients: To | null | undefined;
	draft: Draft;
	onChange: (part: Partial<Draft>) => void;
	onAnswer: (answering: Answering) => void;
	onWrite: () => void;
};

/** What is answered and whom that reaches. While the server is asked, the rows stand where they will. */
export function RecipientsPart({ recipients, draft, onChange, onAnswer, onWrite }: Props) {
	if (recipients === undefined) return <div aria-busy className="h-9 border-line-soft border-b" />;
	if (recipients === null || (draft.kind !== "forward" && recipients.to.length === 0)) return null;
	const { kind, messageId } = draft;
	return (
		<>
			{recipients.picked && (
				<PickedMessage
					picked={recipients.picked}
					forward={kind === "forward"}
					onClear={() => {
						onAnswer({ kind: "reply", messageId: null });
						onWrite();
					}}
				/>
			)}
			<Recipients recipients={recipients} draft={draft} onChange={onChange} onKind={(chosen) => onAnswer({ kind: chosen, messageId })} onWrite={onWrite} />
		</>
	);
}
