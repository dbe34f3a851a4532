import type { UserActor } from "@/lib/actor";
import { saveArticle } from "@/lib/chatbots/articles";
import { saveChatbot } from "@/lib/chatbots/save";
import type { Cast } from "./cast";

/** Two chatbots: one that speaks when a word is said, and one to be turned on. Neither answers what the demo's customers wrote before. */
export async function createChatbots({ actors }: Cast): Promise<void> {
	const admin = Object.values(actors).find(({ user }) => user.role === "admin") as UserActor;
	const shared = { id: null, channels: ["email" as const, "sms" as const, "whatsapp" as const], languages: [], secret: null };
	await saveChatbot(
		{
			...{ ...shared, name: "Asistente posventa", emoji: "🛠️", enabled: true },
			trigger: { type: "keywords", words: ["garantía", "garanzia", "warranty"] },
			behaviour: {
				type: "script",
				steps: [
					{ id: "s1", type: "say", text: "Hola, soy el asistente de posventa. Te hago dos preguntas para ir más rápido." },
					{ id: "s2", type: "collect", text: "¿Cuál es tu número de pedido?", field: "Pedido" },
					{
						...{ id: "s3", type: "ask", text: "¿Qué ha pasado?", otherwise: "s5" },
						choices: [
							{ label: "Falta una pieza", goTo: "s4" },
							{ label: "Llegó dañado", goTo: "s4" },
							{ label: "Otra cosa", goTo: "s5" },
						],
					},
					{ id: "s4", type: "say", text: "Si puedes, responde con una foto: ayuda mucho." },
					{ id: "s5", type: "handOff", text: "Gracias. Una persona del equipo te contesta enseguida." },
				],
			},
		},
		admin,
	);
	await saveChatbot(
		{
			...{ ...shared, name: "Fuera de horario", emoji: "🌙", enabled: false },
			trigger: { type: "closed" },
			behaviour: {
				type: "script",
				steps: [
					{
						id: "s1",
						type: "say",
						text: "Ahora mismo no hay nadie en la oficina. Atendemos de lunes a viernes, de 9:00 a 18:00, y te contestaremos en cuanto abramos.",
					},
				],
			},
		},
		admin,
	);
	await saveArticle({ id: null, title: "Horario de atención", body: "Atendemos de lunes a viernes, de 9:00 a 18:00 (hora de Madrid)." }, admin);
	await saveArticle(
		{ id: null, title: "Garantía", body: "Todos los muebles tienen tres años de garantía. Las piezas que faltan se envían sin coste en dos días laborables." },
		admin,
	);
}
