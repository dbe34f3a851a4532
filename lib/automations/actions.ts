"use server";

import { action } from "@/lib/action";
import { dryRun } from "./dry-run";
import { createAutomation, deleteAutomation, enableAutomation, orderAutomations, updateAutomation } from "./save";
import { automationSchema, createAutomationSchema, dryRunSchema, enableSchema, orderSchema, updateAutomationSchema } from "./schema";

const admin = { role: "admin" } as const;
export const create = action(createAutomationSchema, createAutomation, admin);
export const update = action(updateAutomationSchema, updateAutomation, admin);
export const enable = action(enableSchema, (input, actor) => enableAutomation(input.automationId, input.enabled, actor), admin);
export const order = action(orderSchema, (input, actor) => orderAutomations(input.automationIds, actor), admin);
export const remove = action(automationSchema, (input, actor) => deleteAutomation(input.automationId, actor), admin);
export const tryOut = action(dryRunSchema, dryRun, admin);
