import * as z from "zod/mini";

export const mostViews = 30;
const viewId = z.int().check(z.positive());
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

/** `query`: a filter as it stands in the address bar. */
export const saveViewSchema = z.object({ name, query: z.string().check(z.maxLength(500)) });
export const renameViewSchema = z.object({ viewId, name });
export const viewSchema = z.object({ viewId });
/** All of the user's views, in their new order. */
export const orderViewsSchema = z.object({ viewIds: z.array(viewId).check(z.maxLength(mostViews)) });
