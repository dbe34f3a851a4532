"use client";

import { onDemand } from "@/components/ui/on-demand";
import { DropZone } from "./drop-zone";
import type { Attachments } from "./use-attachments";

const AttachmentList = onDemand(() => import("./attachment-list").then((loaded) => loaded.AttachmentList));

/** What goes along with what is being written, above its bar; and where files are dropped: over all that is marked `data-drop` around it. */
export function AttachmentPart({ files }: { files: Attachments }) {
	return (
		<>
			{(files.items.length > 0 || files.refusal) && <AttachmentList files={files} />}
			<DropZone files={files} />
		</>
	);
}
