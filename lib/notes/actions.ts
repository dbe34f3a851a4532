"use server";

import { action } from "@/lib/action";
import { addNote } from "./add";
import { noteSchema } from "./schema";

export const note = action(noteSchema, addNote);
