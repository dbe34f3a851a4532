"use client";

import { SourceDialog } from "@/components/timeline/source-dialog";
import { DeleteConversations, DeleteMessage } from "./delete-dialog";
import { MoveDialog } from "./move-dialog";
import { SnoozeDialog } from "./snooze-dialog";
import type { DialogRequest } from "./wanted";

export function ActionDialogs({ request, onClose }: { request: DialogRequest; onClose: () => void }) {
	switch (request.kind) {
		case "snooze":
			return <SnoozeDialog targets={request.targets} onClose={onClose} />;
		case "move":
			return <MoveDialog targets={request.targets} onClose={onClose} />;
		case "conversations":
			return <DeleteConversations targets={request.targets} onDone={request.onDone} onClose={onClose} />;
		case "message":
			return <DeleteMessage {...request} onClose={onClose} />;
		case "source":
			return <SourceDialog messageId={request.messageId} onClose={onClose} />;
	}
}
