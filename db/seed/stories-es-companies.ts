import { newsletterHtml } from "./newsletter";
import type { Story } from "./story";

/** The last days of companies, in Spanish. */
export const companiesSpanish: Story[] = [
	{
		who: "tomas",
		to: "support",
		last: "48m",
		subject: "Factura de octubre",
		turns: [
			"> Buenos días:\n\nEn la factura de octubre figura nuestro antiguo domicilio fiscal. ¿Nos la podrían rehacer con la dirección nueva? Adjunto la ficha de la empresa.\n\nUn saludo,\nTomás Blanco [Ficha Talleres Blanco.pdf]",
			"lucia assigns jorge, lucia",
			"jorge notes: El domicilio nuevo ya está en la ficha desde el día 3; la factura salió con los datos de antes. La rehago yo.",
			"jorge: Buenos días, Tomás:\n\nTiene razón: la factura salió con el domicilio anterior. La rehacemos hoy mismo y se la envío corregida esta tarde.\n\nDisculpe las molestias.",
			">> Perfecto. ¿Me la pueden mandar también a administracion@talleresblanco.example?\n\nGracias.",
			"jorge: Le adjunto la factura corregida. Un saludo, y gracias por avisarnos.",
		],
	},
	{
		who: "laura",
		to: "support",
		last: "2.1d",
		subject: "Presupuesto para 40 sillas",
		turns: [
			"> Hola:\n\nOrganizamos una boda el mes que viene y necesitamos 40 sillas plegables de madera clara, con cojín crudo si puede ser. ¿Me pasáis presupuesto de compra y de alquiler?\n\nLaura Campos\nEventos Campos",
			"marta flags",
			"marta: Hola, Laura:\n\nEn compra, el modelo Olmo plegable sale a 38,50 € la unidad a partir de 30. Alquiler no hacemos, pero si después no las necesitáis os recompramos hasta la mitad al 60 %.\n\n¿Te preparo las dos opciones por escrito?",
			">> Sí, por favor. La recompra nos interesa mucho: con esa condición casi seguro que las compramos.",
			"marta notes: @Lucía ¿podemos mantener la recompra al 60 % con 40 unidades? En primavera se agotan.",
			"lucia notes: Adelante, pero solo si las devuelven antes de fin de mes.",
			"marta: Estupendo. Te mando la propuesta mañana por la mañana, con los plazos y las condiciones de la recompra.",
			"> Perfecto, quedo a la espera de su propuesta.",
		],
	},
	{
		who: "elena",
		to: "support",
		last: "2.4h",
		subject: "Renovación de 24 habitaciones: mobiliario y plazos",
		mail: { cc: ["compras@hotelmiramar.example", "direccion@hotelmiramar.example"] },
		turns: [
			"> Estimados señores:\n\nComo hablamos por teléfono, les adjunto el listado de mobiliario por habitación y los planos de las dos plantas. Necesitaríamos una primera estimación antes del día 30.\n\nLas prioridades son, por este orden:\n1. Cabeceros y mesillas (24 habitaciones).\n2. Escritorios con pasacables (24).\n3. Bancos portaequipajes (24).\n4. Espejos de cuerpo entero (12).\n\nQuedo a su disposición para cualquier aclaración.\n\nElena Vidal\nHotel Miramar [Mobiliario por habitación.csv, Planos plantas 1 y 2.pdf, Habitación tipo.png]",
			"lucia assigns marta, jorge, lucia",
			"lucia flags",
			"lucia notes: @Marta lleva tú el proyecto; @Jorge mira si los bancos salen del taller o los compramos hechos.",
			"marta: Estimada Elena:\n\nHemos recibido los planos y el listado. Le enviaremos la estimación el miércoles que viene, con dos calidades de tablero.\n\n¿Los cabeceros llevan enchufes integrados?",
			"+7h >> Sí, dos por cabecero y un puerto USB-C a cada lado. Gracias.",
			"jorge notes: Bancos: mejor comprados, 41 € la unidad en lugar de 63 €.",
			"lucia assigns marta, jorge",
			"marta: Anotado: 48 puntos de USB-C. La estimación los incluirá como partida aparte para que puedan compararla.",
		],
	},
	{
		who: { name: "Maderas del Norte", email: "novedades@maderas-norte.example", language: "es" },
		to: "info",
		last: "14h",
		subject: "Novedades de noviembre: roble termotratado y precios de temporada",
		mail: { html: newsletterHtml, headers: { "List-Unsubscribe": "<https://maderas-norte.example/baja>", Precedence: "bulk" } },
		turns: [
			"> Novedades de noviembre: roble termotratado en stock, 8 % de descuento en pedidos de más de 3 m³ hasta fin de mes. Véalo en https://maderas-norte.example/novedades",
		],
	},
	{
		who: "elena",
		to: "lucia",
		last: "7.2h",
		subject: "Visita al hotel el día 12",
		turns: [
			"> Hola, Lucía:\n\nTe escribo a ti directamente por la visita: ¿os viene bien el día 12 a las 16 h? Estará también nuestra directora.\n\nUn abrazo,\nElena",
			"lucia: Hola, Elena:\n\nEl 12 a las 16 h, perfecto. Vamos Marta y yo.",
			"> Genial. Os reservo plaza en el aparcamiento: ¿me dais la matrícula?",
		],
	},
];
