"use server";

import { action } from "@/lib/action";
import { addNote } from "./add";
import { deleteNote, editNote } from "./change";
import { deleteNoteSchema, editNoteSchema, noteSchema } from "./schema";

export const note = action(noteSchema, addNote);
export const changeNote = action(editNoteSchema, editNote);
export const removeNote = action(deleteNoteSchema, ({ noteId }, actor) => deleteNote(noteId, actor));
