"use server";

import { action } from "@/lib/action";
import { removeArticle, saveArticle } from "./articles";
import { blockChatbot, unblockChatbot } from "./block";
import { saveBotSettings } from "./hours";
import { runChatbot } from "./run";
import { moveChatbot, removeChatbot, saveChatbot, turnChatbot } from "./save";
import { blockBotSchema, chatbotSchema, inConversationSchema, removeSchema, turnSchema } from "./schema";
import { botSettingsSchema } from "./settings-schema";
import { tryChatbot } from "./try";
import { articleSchema, moveBotSchema, trySchema } from "./try-schema";

const admin = { role: "admin" } as const;

export const block = action(blockBotSchema, ({ conversationId, chatbotId, blocked, hours }, actor) =>
	blocked ? blockChatbot(conversationId, chatbotId, hours, actor) : unblockChatbot(conversationId, chatbotId, actor),
);
export const runNow = action(inConversationSchema, ({ conversationId, chatbotId }, actor) => runChatbot(conversationId, chatbotId, actor));
export const save = action(chatbotSchema, saveChatbot, admin);
export const turn = action(turnSchema, ({ id, enabled }, actor) => turnChatbot(id, enabled, actor), admin);
export const remove = action(removeSchema, ({ id }, actor) => removeChatbot(id, actor), admin);
export const reorder = action(moveBotSchema, ({ id, by }, actor) => moveChatbot(id, by, actor), admin);
export const talk = action(trySchema, tryChatbot, admin);
export const keepArticle = action(articleSchema, saveArticle, admin);
export const dropArticle = action(removeSchema, ({ id }, actor) => removeArticle(id, actor), admin);
export const saveSettings = action(botSettingsSchema, saveBotSettings, admin);
