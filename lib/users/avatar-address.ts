import "server-only";
import { sql } from "drizzle-orm";
import { users } from "@/db/schema";

/** Where a user's picture is; null when they have none. Another picture has another address. */
export const avatarAddress = sql<string | null>`'/api/users/' || ${users.id} || '/avatar?v=' || right(${users.avatarKey}, 8)`;
