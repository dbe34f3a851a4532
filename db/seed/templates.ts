import type { Channel, Language } from "@/db/schema";
import { createTemplate } from "@/lib/templates/save";
import type { Cast } from "./cast";
import { asHtml } from "./mail";

type DemoTemplate = { name: string; folder: string; channel: Channel | null; language: Language; subject?: string; text: string };

export const demoTemplates: DemoTemplate[] = [
	{
		name: "Seguimiento de envío",
		folder: "Pedidos",
		channel: "email",
		language: "es",
		subject: "Tu pedido {{customer.fields.pedido}} está en camino",
		text: "Hola, {{customer.firstName}}:\n\nTu pedido {{customer.fields.pedido}} ha salido de nuestro almacén y llegará en 24 o 48 horas. Aquí tienes el seguimiento: {{seguimiento}}\n\nUn saludo,\n{{operator.name}}",
	},
	{
		name: "Pieza que falta",
		folder: "Posventa",
		channel: "email",
		language: "es",
		text: "Hola, {{customer.firstName}}:\n\nSentimos que falte una pieza. Te la enviamos hoy mismo, sin ningún coste. Si necesitas ayuda con el montaje, contesta a este mensaje.\n\nUn saludo,\n{{operator.name}}",
	},
	{
		name: "Pedir una foto del daño",
		folder: "Posventa",
		channel: null,
		language: "es",
		text: "Hola, {{customer.firstName}}: para ayudarte cuanto antes, ¿nos mandas una foto del daño y otra de la etiqueta de la caja?",
	},
	{
		name: "Presupuesto enviado",
		folder: "Ventas",
		channel: "email",
		language: "es",
		subject: "Presupuesto para {{customer.company}}",
		text: "Hola, {{customer.firstName}}:\n\nTe adjunto el presupuesto para {{customer.company}}. Es válido durante 30 días. Quedo a tu disposición para cualquier cambio.\n\n{{operator.name}}\n{{operator.email}}",
	},
	{
		name: "Cita confirmada",
		folder: "Citas",
		channel: "sms",
		language: "es",
		text: "{{customer.firstName}}, tu cita está confirmada. Si no puedes venir, contesta a este SMS.",
	},
	{
		name: "Listo para recoger",
		folder: "Pedidos",
		channel: "sms",
		language: "es",
		text: "Tu pedido ya está en la tienda. Abrimos de lunes a sábado, de 10:00 a 20:00.",
	},
	{
		name: "Tracking update",
		folder: "Pedidos",
		channel: "email",
		language: "en",
		subject: "Your order {{customer.fields.pedido}} is on its way",
		text: "Hello {{customer.firstName}},\n\nYour order has left our warehouse and should arrive within 48 hours. You can follow it here: {{seguimiento}}\n\nKind regards,\n{{operator.name}}",
	},
	{
		name: "Missing part",
		folder: "Posventa",
		channel: "email",
		language: "en",
		text: "Hello {{customer.firstName}},\n\nWe are sorry that a part is missing. It leaves today, free of charge.\n\nKind regards,\n{{operator.name}}",
	},
	{ name: "Thank you", folder: "", channel: null, language: "en", text: "Thank you, {{customer.firstName}}. Is there anything else we can help you with?" },
	{
		name: "Aggiornamento sulla spedizione",
		folder: "Pedidos",
		channel: "email",
		language: "it",
		subject: "Il tuo ordine è in viaggio",
		text: "Ciao {{customer.firstName}},\n\nil tuo ordine è partito e arriverà entro 48 ore. Puoi seguirlo qui: {{seguimiento}}\n\nUn saluto,\n{{operator.name}}",
	},
	{
		name: "Pezzo mancante",
		folder: "Posventa",
		channel: "email",
		language: "it",
		text: "Ciao {{customer.firstName}},\n\nci dispiace che manchi un pezzo: parte oggi stesso, senza alcun costo.\n\nUn saluto,\n{{operator.name}}",
	},
	{
		name: "Appuntamento confermato",
		folder: "Citas",
		channel: "sms",
		language: "it",
		text: "{{customer.firstName}}, il tuo appuntamento è confermato. Per spostarlo rispondi a questo SMS.",
	},
];

/** The texts that the team keeps, written by whoever answers most. */
export async function createTemplates({ actors }: Cast): Promise<void> {
	for (const { subject = "", ...template } of demoTemplates) {
		const html = template.channel === "email" ? asHtml(template.text) : null;
		await createTemplate({ ...template, subject, html }, actors.lucia);
	}
}
