"use server";

import * as z from "zod/mini";
import { action } from "@/lib/action";
import { markManyRead, markManyUnread, setFlags, setStatuses } from "./bulk";
import { setFlag } from "./flag";
import { markAllRead, undoMarkAllRead } from "./mark-all-read";
import { moveToInbox } from "./move";
import { markRead, markUnread } from "./read";
import {
	blockSchema,
	conversationSchema,
	flagManySchema,
	flagSchema,
	manySchema,
	markReadSchema,
	moveSchema,
	readManySchema,
	snoozeSchema,
	spamSchema,
	statusManySchema,
	statusSchema,
	undoMarkAllSchema,
} from "./schema";
import { snooze } from "./snooze";
import { blockCustomers, setSpam } from "./spam";
import { setStatus } from "./status";

export const flag = action(flagSchema, (input, actor) => setFlag(input.conversationId, input.flagged, actor));
export const changeStatus = action(statusSchema, (input, actor) => setStatus(input.conversationId, input.status, actor));
export const read = action(markReadSchema, (input, actor) => markRead(input.conversationId, input.upto, actor));
export const unread = action(conversationSchema, (input, actor) => markUnread(input.conversationId, actor));
export const readAll = action(z.object({}), (_, actor) => markAllRead(actor));
export const undoReadAll = action(undoMarkAllSchema, (input, actor) => undoMarkAllRead(input, actor));

export const bulkFlag = action(flagManySchema, (input, actor) => setFlags(input.conversationIds, input.flagged, actor));
export const bulkStatus = action(statusManySchema, (input, actor) => setStatuses(input.conversationIds, input.status, actor));
export const snoozeUntil = action(snoozeSchema, (input, actor) => snooze(input.conversationIds, input.until === null ? null : new Date(input.until), actor));
export const move = action(moveSchema, (input, actor) => moveToInbox(input.conversationIds, input.inboxId, actor));
export const markSpam = action(spamSchema, (input, actor) => setSpam(input.conversationIds, input.spam, actor));
export const block = action(blockSchema, (input, actor) => blockCustomers(input.customerIds, input.blocked, actor));
export const bulkRead = action(readManySchema, (input, actor) => markManyRead(input.seen, actor));
export const bulkUnread = action(manySchema, (input, actor) => markManyUnread(input.conversationIds, actor));
