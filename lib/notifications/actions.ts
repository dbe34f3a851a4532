"use server";

import { action } from "@/lib/action";
import { currentUser } from "@/lib/auth/session";
import { choicesSchema } from "./choices";
import { sendTest, setChoices } from "./choose";
import { markNotificationsRead } from "./read";
import { endpointSchema, readSchema, subscriptionSchema, testSchema } from "./schema";
import { subscribePush, unsubscribePush } from "./subscriptions";

export const readNotifications = action(readSchema, markNotificationsRead);
export const saveChoices = action(choicesSchema, setChoices);
export const testNotifications = action(testSchema, ({ by }, actor) => sendTest(by, actor));
export const subscribe = action(subscriptionSchema, async (given, actor) => subscribePush(given, (await currentUser())?.handle ?? "", actor));
export const unsubscribe = action(endpointSchema, ({ endpoint }, actor) => unsubscribePush(endpoint, actor));
