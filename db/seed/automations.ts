import { eq } from "drizzle-orm";
import { db } from "@/db";
import { forms } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { createAutomation, enableAutomation } from "@/lib/automations/save";
import type { Cast } from "./cast";

/** Two automations: one that leaves a note for the team when the demo's form is sent, and one to be turned on. */
export async function createAutomations({ actors }: Cast): Promise<void> {
	const admin = Object.values(actors).find(({ user }) => user.role === "admin") as UserActor;
	const [form] = await db().select({ id: forms.id }).from(forms).where(eq(forms.name, "Soporte posventa"));
	const shared = { match: "all" as const, conditions: [], hourlyCap: 60 };
	const { automationId } = await createAutomation(
		{
			...{ ...shared, name: "Guía para el formulario de posventa" },
			trigger: { type: "form_submitted", formId: form?.id ?? null },
			actions: [{ type: "note", text: "Antes de responder a {{customer.firstName}}: comprobar el pedido y pedir una foto si no la ha mandado." }],
		},
		admin,
	);
	await enableAutomation(automationId, true, admin);
	await createAutomation(
		{
			...{ ...shared, name: "Un día sin respuesta" },
			trigger: { type: "unanswered", hours: 24 },
			actions: [{ type: "flag" }, { type: "notify", userIds: [actors.lucia.user.id], text: "{{customer.name}} espera respuesta desde ayer." }],
		},
		admin,
	);
}
