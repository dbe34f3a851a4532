"use server";

import * as z from "zod/mini";
import { action } from "@/lib/action";
import { setFlag } from "./flag";
import { markAllRead, undoMarkAllRead } from "./mark-all-read";
import { markRead, markUnread } from "./read";
import { conversationSchema, flagSchema, markReadSchema, statusSchema, undoMarkAllSchema } from "./schema";
import { setStatus } from "./status";

export const flag = action(flagSchema, (input, actor) => setFlag(input.conversationId, input.flagged, actor));
export const changeStatus = action(statusSchema, (input, actor) => setStatus(input.conversationId, input.status, actor));
export const read = action(markReadSchema, (input, actor) => markRead(input.conversationId, input.upto, actor));
export const unread = action(conversationSchema, (input, actor) => markUnread(input.conversationId, actor));
export const readAll = action(z.object({}), (_, actor) => markAllRead(actor));
export const undoReadAll = action(undoMarkAllSchema, (input, actor) => undoMarkAllRead(input, actor));
