"use server";

import { action } from "@/lib/action";
import { orderViews } from "./order";
import { removeView } from "./remove";
import { renameView, saveView } from "./save";
import { orderViewsSchema, renameViewSchema, saveViewSchema, viewSchema } from "./schema";

export const save = action(saveViewSchema, (input, actor) => saveView(input.name, input.query, actor));
export const rename = action(renameViewSchema, (input, actor) => renameView(input.viewId, input.name, actor));
export const remove = action(viewSchema, (input, actor) => removeView(input.viewId, actor));
export const order = action(orderViewsSchema, (input, actor) => orderViews(input.viewIds, actor));
