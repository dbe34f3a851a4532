import type { Story } from "./story";

/** What came to an end, in Spanish. */
export const olderSpanish: Story[] = [
	{
		who: "oscar",
		to: "support",
		last: "5.1d",
		subject: "Devolución de la lámpara de pie",
		turns: [
			"> Hola, quiero devolver la lámpara del pedido 4310: el tono no es el de la foto.",
			"emma: Hola, Óscar:\n\nSin problema. Le mandamos la etiqueta de devolución; el reembolso se hace en cuanto llegue al almacén, en un máximo de 5 días.",
			"> Recibida la etiqueta. La dejo hoy en la oficina de correos.",
			"+3d emma: Ya la tenemos aquí y el reembolso está hecho. Gracias por el embalaje.",
			"emma archives",
			"+4m auto> Estoy de vacaciones hasta el día 15 sin acceso al correo. Para asuntos urgentes, llame al 910 000 118.",
		],
	},
	{
		who: "ana",
		to: "support",
		last: "12d",
		subject: "Barniz para encimera de cocina",
		turns: [
			"> Hola, ¿qué barniz recomendáis para una encimera de haya que está junto al fregadero?",
			"jorge: Hola, Ana:\n\nAceite duro en lugar de barniz: dos manos al principio y una cada año. Si se daña una zona, se lija y se repasa solo esa parte.",
			">> ¿Vale el que vendéis en bote de 750 ml?",
			"jorge: Sí, con ese bote tiene para las dos manos y le sobra.",
			"> Estupendo, lo pido ahora. Gracias.",
			"+2h jorge archives",
		],
	},
	{
		who: "iria",
		to: "support",
		last: "40d",
		subject: "Factura del pedido 3987",
		turns: [
			"> ¿Me podéis enviar la factura del pedido 3987? No la encuentro.",
			"lucia: Hola, Iria:\n\nLa tienes en tu cuenta, en «Pedidos», y te la acabo de reenviar también por correo.",
			"> Recibida, gracias.",
			"lucia archives",
		],
	},
	{
		who: "tomas",
		to: "support",
		last: "75d",
		subject: "Albarán 2281 sin firmar",
		turns: [
			"> Nos falta el albarán firmado de la entrega del día 9. Lo necesitamos para contabilidad.",
			"jorge notes: El repartidor lo tiene en papel. Pedírselo a reparto.",
			"+1d jorge: Buenos días, Tomás: aquí lo tiene escaneado. Un saludo.",
			"> Muchas gracias.",
			"jorge archives",
		],
	},
	{
		who: "pablo",
		to: "support",
		last: "33d",
		subject: "Presupuesto de cocina: muestras",
		turns: [
			"> Hola, ¿puedo pasar a ver las muestras de encimera antes de la visita? ",
			"marta: Claro, Pablo. Las tiene en la tienda de Vallecas; si me dice el día, le preparo también las de fregadero.",
			"> El sábado a primera hora.",
			"marta: Anotado: sábado a las 10:00.",
			"+5d marta archives",
		],
	},
	{
		who: "oscar",
		to: "sms",
		last: "62d",
		turns: [
			"> El transportista dice que no encuentra la calle",
			"chiara: Le paso su teléfono y la ubicación ahora mismo. Disculpe, Óscar.",
			"> Ya ha llegado, gracias",
			"chiara archives",
		],
	},
	{
		who: "laura",
		to: "info",
		last: "85d",
		subject: "Catálogo para empresas",
		turns: [
			"> Hola, ¿tenéis catálogo con precios para empresas de eventos?",
			"lucia: Hola, Laura:\n\nTe lo adjunto en cuanto cerremos la edición de otoño, la semana que viene. Los precios de empresa se aplican desde 10 unidades.",
			"+8d lucia archives",
		],
	},
];
