import { chatbotsOf } from "@/lib/chatbots/queries";
import { idRoute } from "@/lib/id-route";

/** The chatbots that speak on a conversation's channel, and what keeps each silent there. */
export const GET = idRoute(async (id) => Response.json(await chatbotsOf(id), { headers: { "cache-control": "no-store" } }));
