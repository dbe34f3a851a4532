"use client";

import dynamic from "next/dynamic";
import { DropZone } from "./drop-zone";
import type { Attachments } from "./use-attachments";

const AttachmentList = dynamic(() => import("./attachment-list").then((loaded) => loaded.AttachmentList), { ssr: false });

/** What goes along with what is being written, above its bar; and where files are dropped: over all that is marked `data-drop` around it. */
export function AttachmentPart({ files }: { files: Attachments }) {
	return (
		<>
			{(files.items.length > 0 || files.refusal) && <AttachmentList files={files} />}
			<DropZone files={files} />
		</>
	);
}
