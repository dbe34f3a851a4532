"use server";

import { action } from "@/lib/action";
import { archiveTemplate, createTemplate, duplicateTemplate, takeTemplate, updateTemplate } from "./save";
import { archiveTemplateSchema, createTemplateSchema, importTemplatesSchema, templateSchema, updateTemplateSchema } from "./schema";
import { importTemplates } from "./transfer";

export const create = action(createTemplateSchema, createTemplate);
export const update = action(updateTemplateSchema, updateTemplate);
export const duplicate = action(templateSchema, (input, actor) => duplicateTemplate(input.templateId, actor));
export const archive = action(archiveTemplateSchema, (input, actor) => archiveTemplate(input.templateId, input.archived, actor));
export const take = action(templateSchema, (input, actor) => takeTemplate(input.templateId, actor));
export const bringIn = action(importTemplatesSchema, (input, actor) => importTemplates(input.file, actor));
