import type { Role } from "@/db/schema";
import { DomainError } from "./errors";

/** Who does it. People, bots, webhooks and jobs call the same verbs. */
export type Actor =
	| { type: "user"; user: { id: number; name: string; role: Role } }
	| { type: "chatbot"; id: number }
	| { type: "automation"; id: number }
	| { type: "customer"; id: number }
	| { type: "system"; job: string };
export type UserActor = Extract<Actor, { type: "user" }>;

export function actorId(actor: Actor): number | null {
	if (actor.type === "user") return actor.user.id;
	return actor.type === "system" ? null : actor.id;
}

/** For what only admins may do. Throws notAllowed; the system's own jobs may. */
export function requireAdminActor(actor: Actor): void {
	const admin = actor.type === "system" || (actor.type === "user" && actor.user.role === "admin");
	if (!admin) throw new DomainError("notAllowed");
}

/** The staff see every conversation; nobody else reads through these verbs. Throws notFound, so that ids cannot be probed. */
export function requireStaff(actor: Actor): void {
	if (actor.type === "customer") throw new DomainError("notFound");
}
