import "server-only";
import { and, isNull } from "drizzle-orm";
import { attachments } from "@/db/schema";

/** Still whoever's it is who uploaded it. */
export const unsent = and(isNull(attachments.messageId), isNull(attachments.noteId), isNull(attachments.templateId));
