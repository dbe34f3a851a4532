import * as z from "zod/mini";
import { attachmentIds } from "@/lib/attachments/schema";

export const noteSchema = z.object({
	conversationId: z.int().check(z.positive()),
	clientKey: z.uuid(),
	text: z.string().check(z.trim(), z.maxLength(20_000)),
	attachmentIds: z._default(attachmentIds, []),
});
