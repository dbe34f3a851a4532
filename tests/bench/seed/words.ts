/** What customers of a shop write most, the most frequent words first. */
export const frequentWords = {
	es: `de la el que en pedido y no los por con para una mi su factura gracias se del las lo me un envío hola cliente como más cuenta pero dirección sus le ya
		producto todo esta cuando muy sin sobre también devolución pago entrega hay donde quien desde correo nos durante número uno ni contra tarjeta ese eso
		había ante ellos paquete mensaje mí reembolso antes algunos qué unos yo otro problema otras otra él tanto esa estos mucho quienes nada cambio muchos
		cual sea poco ella estar reserva estas algunas algo nosotros tienda talla oferta descuento contraseña sesión error ayuda urgente mañana semana
		garantía almacén transporte mensajero retraso roto defectuoso cancelar devolver confirmar recibir enviar comprar saludos atentamente buenos días
		tardes precio importe cargo banco transferencia teléfono móvil calle código postal ciudad seguimiento estado suscripción renovación`,
	en: `the to and a of order i in is it you that for my was on with have this be invoice not are but thanks from your at refund we delivery please as can me
		so shipping if will an payment they has by our address been would there account which do card hello package or return all customer no email when what
		were who more one about their parcel out up other had her his she just some only could time any than into message number them then its over after
		product day help two how week still problem received wrong broken size discount offer password login error urgent tomorrow warranty warehouse carrier
		courier delay damaged defective cancel confirm receive send buy regards sincerely morning afternoon price amount charge bank transfer phone mobile
		street code city tracking status subscription renewal`,
	it: `di e che il la a ordine per un in mi è non si una con fattura da grazie i le del sono spedizione al lo ho come più ma della se ci pagamento su anche
		ha questo cliente o consegna nel reso buongiorno alla indirizzo ne gli quando molto conto senza ancora dei delle tutto stato rimborso prodotto era
		essere questa pacco dopo suo sua messaggio numero solo quella quello problema prima carta già dove ora fare sempre poi altro cosa cambio taglia sconto
		offerta password accesso errore aiuto urgente domani settimana garanzia magazzino corriere ritardo rotto difettoso annullare restituire confermare
		ricevere inviare comprare saluti cordiali buona sera prezzo importo addebito banca bonifico telefono cellulare via codice città tracciamento
		abbonamento rinnovo`,
};

/** The rare words are made of these. */
export const syllables = {
	es: "ca sa ma pe lo ra ti do mi na ven cor des pre llo ción men tra ble dad",
	en: "ing er on al tion re con ment ly ship ter ness un pro est ab le in ar ed",
	it: "ra to re la mi no ti zio ne gli men te sco ca pre di va lo ssi ta",
};

export const firstNames =
	`Maria María Lucia Lucía Carmen Ana Laura Marta Elena Sofia Giulia Francesca Chiara Martina Sara Emma Olivia James John Robert Michael David Carlos
	Jose José Juan Luis Javier Antonio Manuel Pedro Marco Luca Andrea Matteo Giuseppe Giovanni Paolo Roberto Stefano Alessandro Daniel Pablo Diego Sergio
	Alba Paula Irene Rocío Noelia Ainhoa Begoña Concepción Íñigo Ramón Andrés Martín Sebastián Zoe Nora Amelia Grace Lily Chloe Harry Oscar Leo Arthur
	Noah`.split(/\s+/);
export const lastNames =
	`García Martínez López Sánchez Pérez Gómez Rodríguez Fernández González Rossi Russo Ferrari Esposito Bianchi Romano Smith Jones Williams Brown Taylor
	Davies Evans Wilson Muñoz Núñez Ibáñez Peña Castro Ortega Rubio Molina Serrano Blanco Suárez Ramos Ricci Marino Greco Conti Costa Giordano Mancini`.split(
		/\s+/,
	);
