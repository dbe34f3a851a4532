"use server";

import { action } from "@/lib/action";
import { checkMailbox } from "./check";
import { saveInbox } from "./save";
import { checkMailboxSchema, inboxSchema, testInboxSchema } from "./schema";
import { sendTest } from "./send-test";

const admin = { role: "admin" } as const;

export const save = action(inboxSchema, saveInbox, admin);
export const check = action(checkMailboxSchema, checkMailbox, admin);
export const test = action(testInboxSchema, sendTest, admin);
