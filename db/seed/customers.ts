import type { Language } from "@/db/schema";

/** `since`: years before now. A number that ends in 0006 and an address with "bounce" in it are refused by the sandbox. */
export type DemoCustomer = {
	name: string;
	language: Language;
	since: number;
	email?: string;
	phone?: string;
	chat?: string;
	company?: string;
	tags?: string[];
	fields?: Record<string, string>;
	remarks?: string;
	/** They have a picture. */
	pictured?: true;
};

export const customers = {
	pablo: { name: "Pablo Ortega", language: "es", since: 0.8, email: "pablo.ortega@example.com", phone: "+34600000341" },
	marta: { name: "Marta Ferrer", language: "es", since: 1.4, pictured: true, email: "marta.ferrer@example.com", chat: "visitor-5f0c21" },
	tomas: {
		name: "Tomás Blanco",
		language: "es",
		since: 3.8,
		email: "t.blanco@example.com",
		phone: "+34910000002",
		company: "Talleres Blanco S. L.",
		tags: ["empresa"],
		fields: { "N.º de cliente": "TB-2041", "Forma de pago": "Transferencia a 30 días" },
	},
	daniel: { name: "Daniel Vega", language: "es", since: 0.3, phone: "+34600000512", pictured: true },
	laura: {
		name: "Laura Campos",
		language: "es",
		since: 2.1,
		email: "laura.campos@example.com",
		company: "Eventos Campos",
		tags: ["empresa", "presupuesto"],
		pictured: true,
	},
	beatriz: {
		name: "Beatriz Lozano",
		language: "es",
		since: 0.6,
		email: "beatriz@laencina.example",
		phone: "+34600000921",
		company: "Restaurante La Encina",
		tags: ["proyecto"],
		remarks: "Abre de martes a domingo. Entregas solo por la mañana, por la puerta de la calle Olmo.",
	},
	ines: { name: "Inés Aguirre", language: "es", since: 1.1, phone: "+34600000845" },
	nuria: { name: "Nuria Soler", language: "es", since: 0.2, email: "nuria.soler@example.com" },
	andres: { name: "Andrés Quintana", language: "es", since: 4.3, email: "andres.quintana@example.com" },
	raul: { name: "Raúl Domínguez", language: "es", since: 0.5, email: "raul.bounce@example.com" },
	carmen: { name: "Carmen Ríos", language: "es", since: 2.7, phone: "+34910100006" },
	layla: { name: "ليلى حداد", language: "es", since: 0.9, email: "layla.haddad@example.com" },
	gonzalo: { name: "Gonzalo Prieto", language: "es", since: 1.9, email: "gonzalo.prieto@example.com", phone: "+34600000118" },
	sara: { name: "Sara Benítez", language: "es", since: 0.1, chat: "visitor-a93be7" },
	oscar: { name: "Óscar Ibarra", language: "es", since: 3.2, email: "oscar.ibarra@example.com", phone: "+34600000264" },
	pilar: { name: "Pilar Montes", language: "es", since: 5.1, phone: "+34600000377", tags: ["vip"] },
	elena: {
		name: "Elena Vidal",
		language: "es",
		since: 2.4,
		email: "elena.vidal@hotelmiramar.example",
		company: "Hotel Miramar",
		tags: ["empresa", "vip"],
		pictured: true,
	},
	ana: { name: "Ana Cifuentes", language: "es", since: 1.3, email: "ana.cifuentes@example.com" },
	jordi: { name: "Jordi Puig", language: "es", since: 0.7, email: "jordi.puig@example.com", phone: "+34600000480" },
	iria: { name: "Iria Castro", language: "es", since: 2.9, email: "iria.castro@example.com", phone: "+34600000733" },

	oliver: { name: "Oliver Bennett", language: "en", since: 1.6, email: "oliver.bennett@example.org", phone: "+447700900112", pictured: true },
	hannah: { name: "Hannah Clarke", language: "en", since: 2.2, email: "hannah.clarke@example.org" },
	james: { name: "James O’Connor", language: "en", since: 0.4, email: "james.oconnor@example.org", phone: "+447700900345" },
	priya: {
		name: "Priya Raman",
		language: "en",
		since: 1.2,
		email: "priya.raman@example.org",
		company: "Raman Studio",
		tags: ["company", "interior design"],
		pictured: true,
	},
	anna: { name: "Anna Keller", language: "en", since: 0.1, chat: "visitor-77d410" },
	sophie: { name: "Sophie Turner", language: "en", since: 0.9, phone: "+447700900467" },
	mark: { name: "Mark Lindqvist", language: "en", since: 3.5, email: "mark.lindqvist@example.org" },
	grace: { name: "Grace Adeyemi", language: "en", since: 1.8, email: "grace.adeyemi@example.org", phone: "+447700900588" },
	ethan: { name: "Ethan Brooks", language: "en", since: 0.2, email: "ethan.bounce@example.org" },
	noah: { name: "Noah Fischer", language: "en", since: 2.6, email: "noah.fischer@example.org" },
	emily: { name: "Emily Hart", language: "en", since: 0.3, phone: "+447700900699" },
	rachel: { name: "Rachel Stone", language: "en", since: 1.5, email: "rachel@harbour-coworking.example", company: "Harbour Coworking", tags: ["company"] },

	giulia: { name: "Giulia Rinaldi", language: "it", since: 2.7, email: "giulia.rinaldi@example.net", phone: "+393470001122", tags: ["vip"] },
	giulio: { name: "Giulio Marchetti", language: "it", since: 1, email: "g.marchetti@example.net" },
	francesca: { name: "Francesca Conti", language: "it", since: 0.6, phone: "+393470002233" },
	luca: { name: "Luca Ferraris", language: "it", since: 1.7, email: "luca.ferraris@example.net", phone: "+393470003344", pictured: true },
	elisa: { name: "Elisa Greco", language: "it", since: 3, email: "elisa.greco@example.net" },
	matteo: { name: "Matteo De Santis", language: "it", since: 0.3, phone: "+393470004455" },
	paola: { name: "Paola Neri", language: "it", since: 2, pictured: true, email: "paola@trattorianeri.example", company: "Trattoria Neri", tags: ["azienda"] },
	davide: { name: "Davide Serra", language: "it", since: 0.2, email: "davide.serra@example.net", chat: "visitor-c0ffee" },
} as const satisfies Record<string, DemoCustomer>;
export type CustomerKey = keyof typeof customers;
