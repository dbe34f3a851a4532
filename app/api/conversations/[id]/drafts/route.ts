import { conversationExists } from "@/lib/conversations/load";
import { draftsOf } from "@/lib/drafts/queries";
import { idRoute } from "@/lib/id-route";

/** What the asking user is writing there, in every mode. Of a deleted conversation it must not seem to have been sent: that is no empty answer. */
export const GET = idRoute(async (id, _query, user) => ((await conversationExists(id)) ? Response.json({ drafts: await draftsOf(user.id, id) }) : null));
