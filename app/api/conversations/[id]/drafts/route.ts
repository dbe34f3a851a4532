import { draftsOf } from "@/lib/drafts/queries";
import { idRoute } from "@/lib/id-route";

/** What the asking user is writing there, in every mode. */
export const GET = idRoute(async (id, _query, user) => Response.json({ drafts: await draftsOf(user.id, id) }));
