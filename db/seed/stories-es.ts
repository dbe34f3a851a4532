import type { Story } from "./story";

/** The last days of private customers, in Spanish. */
export const recentSpanish: Story[] = [
	{
		who: "pablo",
		to: "sms",
		last: "9m",
		turns: [
			"> Hola, soy Pablo. Tenía la visita para medir la cocina el jueves a las 11.",
			"jorge: Hola, Pablo. Así es: jueves a las 11:00 en la calle Olmo, 14. Va Andrea.",
			"+1.5d > ¿Puedo cambiar la cita del jueves a las 17:00? Por la mañana no habrá nadie en casa",
		],
	},
	{
		who: "marta",
		to: "chat",
		last: "26m",
		turns: [
			"> Buenos días, ¿qué horario tenéis esta semana?",
			"bot: Horarios: abrimos de lunes a viernes de 9:30 a 20:00 y los sábados de 10:00 a 14:00. ¿Quieres que te pase con una persona?",
			"+1m > No hace falta, gracias. ¿Y la tienda de Getafe?",
			"+1m bot: La tienda de Getafe tiene el mismo horario y además aparcamiento gratuito durante la primera hora.",
			"lucia assigns lucia",
		],
	},
	{
		who: "daniel",
		to: "sms",
		last: "1.1d",
		turns: [
			"> Buenas, el pedido 4398 sigue en «preparando» desde el martes. Sabéis algo?",
			"marta: Hola, Daniel. Esperábamos los herrajes del cajón y han llegado esta mañana.",
			"> vale, pero necesito una fecha",
			"marta: Su pedido sale hoy. Gracias por su paciencia.",
		],
	},
	{
		who: "ines",
		to: "whatsapp",
		last: "2.1h",
		turns: [
			"> Hola! 👋 Me llegaron las muestras de tela, gracias",
			"> Esta es la que más nos gusta para el sofá, pero no sé si con esta luz se ve bien 😅 [muestra-tela.png]",
			"marta: ¡Qué bien que hayan llegado! Es la Lino Arena. Con luz de día tira un poco más a gris.",
			"> 🤔 y en verde hay algo parecido?",
			"marta: Sí: Lino Salvia. Se la mando mañana por correo, sin coste.",
			"> Genial!!! 💚💚 Entonces espero a verla antes de decidir",
		],
	},
	{
		who: "nuria",
		to: "support",
		last: "3.2h",
		subject: "",
		turns: [
			"> Hola, he escrito dos veces por el formulario y no me contesta nadie. Tengo la mesa pagada desde el día 2 y no sé nada del envío.\n\n¿Me podéis decir algo, por favor?",
		],
	},
	{
		who: "andres",
		to: "support",
		last: "5.3h",
		subject:
			"Consulta sobre la compatibilidad de los soportes para baldas del modelo Roble 2019 (comprado en la tienda de Vallecas, pedido 2217, factura a nombre de mi mujer, María del Carmen Ruiz) con las nuevas estanterías de 120 cm que aparecen en el catálogo de otoño, página 34",
		turns: [
			"> Buenas tardes:\n\nComo indico en el asunto, quisiera saber si los soportes del modelo antiguo sirven para las baldas nuevas. La distancia entre taladros que he medido es de 64 mm.\n\nSaludos cordiales,\nAndrés Quintana",
			"jorge: Buenas tardes, Andrés:\n\nSí: los soportes tienen el mismo paso de 64 mm desde 2017. Solo cambia el tornillo, que ahora es M5; se lo incluimos con las baldas.",
			">> Muchas gracias. ¿Y aguantan el mismo peso? Son para enciclopedias.",
		],
	},
	{
		who: "raul",
		to: "support",
		last: "1.2d",
		subject: "No recibo la confirmación del pedido",
		turns: [
			"> Hice un pedido ayer y no me ha llegado ningún correo de confirmación. ¿Se hizo bien?",
			"chiara: Hola, Raúl:\n\nEl pedido 4402 está confirmado y sale el lunes. Le reenvío la confirmación a esta misma dirección.",
		],
	},
	{
		who: "carmen",
		to: "sms",
		last: "6.2h",
		turns: [
			"+3h automation: Casa Roble: su entrega llega mañana entre las 9 y las 13 h. Responda SÍ para confirmar.",
			"jorge: Buenos días, Carmen: no hemos recibido su confirmación. ¿Le viene bien mañana entre las 9 y las 13 h?",
			"jorge notes: El número es un fijo: llamarla por teléfono antes de las 20 h.",
			"jorge assigns jorge",
		],
		source: { source: "automation", name: "Aviso de entrega" },
	},
	{
		who: "layla",
		to: "support",
		last: "4.1h",
		subject: "Cambio de color de la butaca Nido",
		turns: [
			"> Buenos días, me llamo Layla (ليلى). Pedí la butaca Nido en azul y me gustaría cambiarla a terracota antes de que la fabriquen. ¿Llego a tiempo?\n\nشكرا جزيلا, muchas gracias.",
			"chiara assigns marta",
			"marta: Buenos días, Layla:\n\nLlega a tiempo: la tapicería entra en taller el miércoles. Queda cambiada a terracota (ref. 318) sin coste.",
			"> ¡Muchísimas gracias! ¿Podrían mandarme una foto de la tela con luz natural?",
		],
	},
	{
		who: "gonzalo",
		to: "support",
		last: "9.1h",
		subject: "Cojea la mesa extensible",
		turns: [
			"> Hola:\n\nLa mesa que nos montasteis el viernes cojea cuando está abierta. Os mando una foto de la pata. [pata-mesa.png]",
			"jorge: Hola, Gonzalo:\n\nGracias por la foto. Debajo de esa pata hay una tuerca de nivelado: girándola media vuelta a la derecha debería asentar. ¿Puedes probarlo y me cuentas?",
			"+5h >> Probado. Ha mejorado, pero sigue moviéndose un poco. ¿Podéis pasar a verla?",
			"jorge notes: @Marta la ruta del jueves pasa por su calle. ¿Te cabe una parada de 15 minutos?",
			"jorge marks unread",
		],
	},
	{
		who: "sara",
		to: "chat",
		last: "1.7h",
		turns: [
			"> Hola, busco una pieza de un mueble que ya no está en la web",
			"bot: Claro. Dime el modelo o mándame una foto de la etiqueta que hay en la parte de atrás.",
			"+2m > No tiene etiqueta. Es una cómoda de 6 cajones de hace unos 4 años",
			"+1m > Necesito la guía del segundo cajón 🙏",
		],
	},
	{
		who: "pilar",
		to: "sms",
		last: "20h",
		turns: [
			"+1m > Se me ha roto la llave de la vitrina dentro de la cerradura!!!",
			"jorge: Hola, Pilar. No fuerce la puerta: le mandamos una cerradura nueva con dos llaves. Llega en 48 h.",
			"> Gracias",
			"+1h jorge archives",
			"+4d > Llegó la cerradura, pero vienen los tornillos equivocados. Son más largos",
			"jorge assigns jorge",
		],
	},
	{
		who: "jordi",
		to: "support",
		last: "52m",
		subject: "Soporte posventa: bisagra rota",
		source: { source: "form", name: "Soporte posventa" },
		turns: [
			"> Producto: armario Fresno, 3 puertas\nPedido: 4371\nProblema: se ha partido la bisagra de arriba de la puerta central al tercer día.\n¿Qué necesita?: que me manden una de repuesto",
		],
	},
	{ who: { name: null, phone: "+34600000999", language: "es" }, to: "sms", last: "41m", turns: ["> Hola a qué hora abrís mañana? Y teneis aparcamiento?"] },
	{
		who: "iria",
		to: "whatsapp",
		last: "22h",
		turns: [
			"> Hola, ¿el sofá cama Duna se puede recoger en tienda?",
			"chiara: Hola, Iria. Sí, en la de Getafe. Cabe en un coche con los asientos abatidos: el paquete mide 198 × 84 cm.",
			"> Pues paso el sábado con mi hermano 💪",
			"chiara: Perfecto, lo dejamos reservado hasta el sábado a las 14 h.",
			"> 👍",
		],
	},
	{
		who: "gonzalo",
		to: "sms",
		last: "1.3d",
		source: { source: "automation", name: "Recordatorio de visita" },
		turns: ["automation: Casa Roble: le recordamos la visita del técnico mañana a las 10:30. Si no puede recibirlo, responda a este mensaje."],
	},
	{
		who: "jordi",
		to: "whatsapp",
		last: "2.2d",
		turns: [
			"> Bon dia, queda alguna lámpara Boira en exposición?",
			"emma: Hola, Jordi. Quedan dos, con un 30 % de descuento por ser de exposición. ¿Te guardo una?",
			"> Sí, una. Paso mañana",
			"emma: Guardada a tu nombre hasta el viernes.",
			"emma archives",
			"emma reopens",
		],
	},
];
