import type { Channel, Language, Provider, Role } from "@/db/schema";

type DemoOperator = { name: string; email: string; role: Role; language: Language; timeZone: string; signature: string };

/** Everybody's, so that nobody takes it for a real one. */
const password = "demo-demo-demo";

export const operators = {
	lucia: {
		name: "Lucía Méndez",
		email: "lucia@example.com",
		role: "admin",
		language: "es",
		timeZone: "Europe/Madrid",
		signature: "Lucía Méndez\nAtención al cliente",
	},
	jorge: {
		name: "Jorge Sanz",
		email: "jorge@example.com",
		role: "operator",
		language: "es",
		timeZone: "Europe/Madrid",
		signature: "Jorge Sanz\nPosventa y recambios",
	},
	marta: {
		name: "Marta Ibáñez",
		email: "marta@example.com",
		role: "operator",
		language: "es",
		timeZone: "Europe/Madrid",
		signature: "Marta Ibáñez\nProyectos",
	},
	chiara: {
		name: "Chiara Galli",
		email: "chiara@example.com",
		role: "operator",
		language: "it",
		timeZone: "Europe/Rome",
		signature: "Chiara Galli\nAssistenza clienti",
	},
	emma: { name: "Emma Walsh", email: "emma@example.com", role: "operator", language: "en", timeZone: "Europe/London", signature: "Emma Walsh\nCustomer care" },
} as const satisfies Record<string, DemoOperator>;
export type OperatorKey = keyof typeof operators;
export const operatorKeys = Object.keys(operators) as OperatorKey[];

export const demoSignIns: { name: string; email: string; password: string; role: Role }[] = Object.values(operators).map(({ name, email, role }) => ({
	name,
	email,
	password,
	role,
}));

type DemoInbox = { channel: Channel; name: string; address: string; provider: Provider; main?: boolean; owner?: OperatorKey };

export const inboxes = {
	support: { channel: "email", name: "Bandeja principal", address: "soporte@example.com", provider: "resend", main: true },
	info: { channel: "email", name: "Información", address: "info@example.com", provider: "resend" },
	lucia: { channel: "email", name: "Lucía Méndez", address: "lucia@example.com", provider: "resend", owner: "lucia" },
	sms: { channel: "sms", name: "SMS", address: "+34911000417", provider: "twilio", main: true },
	whatsapp: { channel: "whatsapp", name: "WhatsApp", address: "+34911000418", provider: "twilio", main: true },
	chat: { channel: "chat", name: "Chat de la web", address: "web-demo", provider: "none", main: true },
} as const satisfies Record<string, DemoInbox>;
export type InboxKey = keyof typeof inboxes;
export const inboxKeys = Object.keys(inboxes) as InboxKey[];
