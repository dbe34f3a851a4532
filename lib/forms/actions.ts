"use server";

import { action } from "@/lib/action";
import { reprocessSubmission } from "./reprocess";
import { archiveForm, createForm, deleteForm, duplicateForm, enableForm, updateForm } from "./save";
import { archiveFormSchema, createFormSchema, enableFormSchema, formSchema, submissionSchema, updateFormSchema } from "./schema";

const admin = { role: "admin" } as const;
export const create = action(createFormSchema, createForm, admin);
export const update = action(updateFormSchema, updateForm, admin);
export const enable = action(enableFormSchema, (input, actor) => enableForm(input.formId, input.enabled, actor), admin);
export const duplicate = action(formSchema, (input, actor) => duplicateForm(input.formId, actor), admin);
export const archive = action(archiveFormSchema, (input, actor) => archiveForm(input.formId, input.archived, actor), admin);
export const remove = action(formSchema, (input, actor) => deleteForm(input.formId, actor), admin);
export const processAgain = action(submissionSchema, (input, actor) => reprocessSubmission(input.submissionId, actor), admin);
