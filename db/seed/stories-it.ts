import type { Story } from "./story";

/** All that is in Italian, newest first. */
export const italian: Story[] = [
	{
		who: "giulia",
		to: "support",
		last: "4m",
		subject: "Ordine 4417: manca un pezzo",
		source: { source: "form", name: "Soporte posventa" },
		turns: [
			"> Buongiorno, ho ricevuto l’ordine 4417 ma nel sacchetto B manca la vite M6. Me la potete spedire?\n\nAllego una foto. [sacchetto-b.png]",
			"lucia assigns jorge, lucia",
			"lucia flags",
			"lucia notes: @Jorge hay stock en el almacén 2. Envíalo hoy con mensajería, sin coste.",
			"+40m jorge: Buongiorno Giulia,\n\nla vite M6 che manca parte oggi stesso, senza alcun costo. Le mandiamo il numero di spedizione appena il corriere la ritira.",
			"+35m >> Grazie mille! Quando arriva il pezzo che manca?",
			"+2m > Scusate, dimenticavo: domani dopo le 14 non c’è nessuno in casa.",
		],
	},
	{
		who: "giulia",
		to: "support",
		last: "80d",
		subject: "Domanda sulla garanzia",
		turns: [
			"> Buongiorno, la garanzia copre anche i cuscini del divano?",
			"chiara: Buongiorno Giulia,\n\nsì, per due anni, fodere comprese; restano fuori solo le macchie.",
			"> Perfetto, grazie.",
			"chiara archives",
		],
	},
	{
		who: "giulia",
		to: "sms",
		last: "45d",
		turns: [
			"> Ho cambiato indirizzo, come faccio ad aggiornarlo?",
			"chiara: Buongiorno Giulia, basta scriverlo qui e lo cambiamo noi.",
			"> Via Garibaldi 21, 16124 Genova",
			"chiara: Fatto, grazie.",
			"chiara archives",
		],
	},
	{
		who: "giulio",
		to: "support",
		last: "6.7h",
		subject: "Tavolo Olmo: tempi di consegna a Torino",
		turns: [
			"> Salve,\n\nvorrei sapere in quanto tempo consegnate il tavolo Olmo da 180 a Torino e se il montaggio è compreso.\n\nGrazie,\nGiulio Marchetti",
			"chiara: Salve Giulio,\n\ncirca tre settimane; il montaggio è compreso al piano terra, con l’ascensore senza supplemento.",
			">> E senza ascensore? Siamo al quarto piano.",
		],
	},
	{
		who: "francesca",
		to: "whatsapp",
		last: "1.6h",
		turns: [
			"> Ciao! È arrivata la libreria 😍 bellissima",
			"> Però una mensola ha un angolo rovinato 😕 [angolo-mensola.png]",
			"chiara: Ciao Francesca, che peccato. Ti mandiamo una mensola nuova: quella rovinata la puoi tenere.",
			"> Gentilissimi ❤️ ci faccio un ripiano per il balcone 🪴",
		],
	},
	{
		who: "luca",
		to: "support",
		last: "1.05d",
		subject: "Fattura elettronica",
		turns: [
			"> Buongiorno, per l’ordine 4388 mi serve la fattura elettronica. Codice destinatario: M5UXCR1.",
			"chiara assigns chiara",
			"chiara: Buongiorno Luca,\n\nla fattura è stata emessa e trasmessa questa mattina: la troverà nel suo cassetto fiscale entro domani.",
		],
	},
	{
		who: "luca",
		to: "sms",
		last: "1.9d",
		source: { source: "automation", name: "Aviso de entrega" },
		turns: [
			"automation: Casa Roble: la consegna dell’ordine 4388 è prevista per giovedì tra le 14 e le 18. Risponda SÌ per confermare.",
			"+2h > SÌ",
			"chiara reads",
		],
	},
	{
		who: "elisa",
		to: "support",
		last: "15d",
		subject: "Doppio addebito",
		turns: [
			"> Buonasera,\n\nvedo due addebiti uguali sulla carta per lo stesso ordine. Allego l’estratto conto. [Estratto conto.pdf]",
			"chiara flags",
			"chiara notes: Uno è solo una pre-autorizzazione: scade da sola in 7 giorni. Controllato con la banca.",
			"chiara: Buonasera Elisa,\n\nuno dei due è una pre-autorizzazione che la banca annulla entro 7 giorni: l’importo viene addebitato una volta sola. Se dopo il giorno 20 lo vede ancora, mi scriva.",
			"+6d > Confermo, è sparito. Grazie della pazienza!",
			"chiara unflags",
			"chiara archives",
		],
	},
	{
		who: "matteo",
		to: "sms",
		last: "31m",
		turns: [
			"> Buongiorno il corriere doveva passare stamattina, non è venuto nessuno",
			"+25m chiara: Buongiorno Matteo, ci scusiamo: il furgone è fermo in tangenziale. Arriva tra le 15 e le 16, la chiama prima.",
		],
	},
	{
		who: "paola",
		to: "info",
		last: "2.3d",
		subject: "Sedie per la terrazza",
		turns: [
			"> Buongiorno,\n\nper la terrazza ci servono 36 sedie impilabili che reggano il sole e la salsedine. Che cosa consigliate?\n\nPaola Neri\nTrattoria Neri",
			"lucia assigns chiara",
			"chiara flags",
			"chiara: Buongiorno Paola,\n\nle consiglio la Brisa in alluminio verniciato: si impila fino a 8 e ha cinque anni di garanzia sulla vernice. Da 30 pezzi in su costa 62 € l’una.",
			">> Mi piace. Avete anche il verde salvia? E potete tenere il prezzo fino a marzo?",
		],
	},
	{ who: "davide", to: "chat", last: "3.6h", turns: ["> Ciao, il letto contenitore Duna esiste anche da 160 × 200?", "+2m > E il materasso è compreso?"] },
	{
		who: "elisa",
		to: "support",
		last: "11h",
		subject: "Re: Istruzioni di montaggio",
		turns: ["> Buongiorno, nel pacco della scrivania non c’è il libretto di montaggio. Me lo potete mandare in PDF?\n\nGrazie,\nElisa"],
	},
];
