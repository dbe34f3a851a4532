import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type FormField, formSubmissions, forms } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { acceptSubmission } from "@/lib/forms/accept";
import { processSubmission } from "@/lib/forms/process";
import { createForm, enableForm } from "@/lib/forms/save";
import type { Cast } from "./cast";

const plain = { hint: "", required: false, name: "", choices: [] };
const fields: FormField[] = [
	{ ...plain, id: "f1", type: "text", label: "Nombre", required: true, target: "name" },
	{ ...plain, id: "f2", type: "email", label: "Email", required: true, target: "email", hint: "Te responderemos aquí." },
	{ ...plain, id: "f3", type: "phone", label: "Teléfono", target: "phone" },
	{ ...plain, id: "f4", type: "text", label: "Asunto", target: "subject" },
	{ ...plain, id: "f5", type: "text", label: "Producto", target: "line" },
	{ ...plain, id: "f6", type: "text", label: "Pedido", target: "line", hint: "Está en la factura, arriba a la derecha." },
	{ ...plain, id: "f7", type: "paragraph", label: "Problema", required: true, target: "message" },
	{ ...plain, id: "f8", type: "text", label: "¿Qué necesita?", target: "line" },
	{ ...plain, id: "f9", type: "checkbox", label: "Lo compré para una empresa", target: "tag", name: "empresa" },
];

/** The form that some of the stories begin with, open to everybody. */
export async function createForms({ actors }: Cast): Promise<void> {
	const admin = Object.values(actors).find(({ user }) => user.role === "admin") as UserActor;
	const { formId } = await createForm(
		{
			name: "Soporte posventa",
			title: "Soporte posventa",
			intro: "¿Falta una pieza, o algo no ha llegado bien? Cuéntanoslo y te respondemos por email.",
			thanks: "Gracias. Una persona del equipo te responderá por email hoy mismo, o el siguiente día laborable.",
			language: "es",
			fields,
			inboxId: null,
			sites: ["https://www.example.com"],
		},
		admin,
	);
	await enableForm(formId, true, admin);
}

/** Somebody fills a form in: `lines` are "Label: answer". False when there is no such form, or it does not ask that. */
export async function fillIn(name: string, lines: string[]): Promise<boolean> {
	const [form] = await db().select().from(forms).where(eq(forms.name, name));
	const typed = Object.fromEntries(lines.map((line) => [form?.fields.find(({ label }) => line.startsWith(`${label}: `))?.id, line.replace(/^[^:]+: /, "")]));
	if (!form || "undefined" in typed) return false;
	const outcome = await acceptSubmission(form, (id) => typed[id] ?? "", "192.0.2.1");
	if (outcome.kind !== "thanks") throw new Error(`«${lines[0]}» is not what the form asks: ${JSON.stringify(outcome)}`);
	const [newest] = await db().select({ id: formSubmissions.id }).from(formSubmissions).where(eq(formSubmissions.state, "received"));
	await processSubmission(newest?.id ?? 0, true);
	return true;
}
