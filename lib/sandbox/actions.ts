"use server";

import { action, formAction } from "@/lib/action";
import { writeMailSchema, writeTextSchema } from "./schema";
import { writeMail, writeText } from "./write";

export const sendMail = formAction(action(writeMailSchema, (input) => writeMail(input)));
export const sendText = formAction(action(writeTextSchema, (input) => writeText(input)));
