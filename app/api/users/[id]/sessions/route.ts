import { listSessions } from "@/lib/auth/session-store";
import { idRoute, parseSmallId } from "@/lib/id-route";

/** For admins: to an operator there is no such page. */
export const GET = idRoute(async (id, _, user) => (user.role === "admin" ? Response.json(await listSessions(id)) : null), parseSmallId);
