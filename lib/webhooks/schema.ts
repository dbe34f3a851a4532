import * as z from "zod/mini";

export const webhookSchema = z.object({ webhookId: z.int().check(z.positive()) });
