import "server-only";
import { eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Template, templates } from "@/db/schema";
import { type Actor, requireStaff } from "@/lib/actor";
import { DomainError } from "@/lib/errors";

/** The template, locked until the transaction ends. Throws notFound. */
export async function loadTemplate(tx: Transaction, id: number, actor: Actor): Promise<Template> {
	requireStaff(actor);
	const [template] = await tx.select().from(templates).where(eq(templates.id, id)).for("no key update");
	if (!template) throw new DomainError("notFound");
	return template;
}
