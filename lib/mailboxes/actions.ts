"use server";

import { action } from "@/lib/action";
import { emailSyncSchema } from "@/lib/inboxes/schema";
import { turnEmailSync } from "./turn";

export const setEmailSync = action(emailSyncSchema, ({ on }, actor) => turnEmailSync(on, actor), { role: "admin" });
