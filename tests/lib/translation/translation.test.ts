import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db";
import { conversations, inboxes, paidTranslations, settings, translations } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { createCustomer } from "@/lib/customers/create";
import { cancelReply } from "@/lib/messages/cancel";
import { receiveMail } from "@/lib/messages/receive-mail";
import { sendNow } from "@/lib/messages/reschedule";
import { startSchema } from "@/lib/messages/schema";
import { sendReply } from "@/lib/messages/send";
import { submitReply } from "@/lib/messages/submit";
import { submitStart } from "@/lib/messages/submit-start";
import { scheduledBy } from "@/lib/messages/waiting";
import { addNote } from "@/lib/notes/add";
import { timelinePage } from "@/lib/timeline/queries";
import { detectLanguage } from "@/lib/translation/detect";
import { formattedTranslation } from "@/lib/translation/formatted";
import { askTranslation, translateMessage } from "@/lib/translation/message";
import { offeredLanguage, offeredToCustomer, previewReply } from "@/lib/translation/outbound";
import { inPieces } from "@/lib/translation/pieces";
import type { TranslationGiven } from "@/lib/translation/schema";
import { saveTranslation } from "@/lib/translation/settings";
import { type Engine, translate } from "@/lib/translation/translate";
import { setWriting } from "@/lib/users/writing";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById, newestMessage, rawMail } from "../../support/factories";
import { until } from "../../support/poll";
import { apertiumLanguages, haveApertium, startApertium, startTranslator } from "../../support/translators";

setupDatabase();
const { received } = await setupBackstage();
const translator = await startTranslator();
afterAll(translator.stop);

const italian = "Buongiorno, il mio ordine non è ancora arrivato. Potete aiutarmi per favore?";
let operator: UserActor;
let count = 0;
const given: TranslationGiven = { provider: "libretranslate", url: translator.url, key: null, model: "", language: "es", channels: ["email"] };
beforeAll(async () => {
	operator = await makeUser("admin", "Ana");
	await setWriting({ signature: "", undoSeconds: 1 }, operator);
	const { id } = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, id));
});
beforeEach(async () => {
	Object.assign(translator.state, { trouble: null, delay: 0 });
	translator.asked.length = 0;
	await saveTranslation(given, operator);
});
const arrives = (text: string) => mailArrives({ from: `Giulia <giulia${++count}@example.it>`, text });
const translationOf = async (messageId: number) => (await db().select().from(translations).where(eq(translations.messageId, messageId)))[0];
const settled = (messageId: number, state: "done" | "failed") =>
	until(
		async () => {
			const found = await translationOf(messageId);
			return found?.state === state && found;
		},
		{ timeout: 20_000 },
	);

describe("what comes in", () => {
	it("is translated into the team's language, and its own stays", async () => {
		const message = await arrives(italian);
		const done = await settled(message.id, "done");
		expect(done).toMatchObject({ source: "it", language: "es", text: italian.toUpperCase() });
		const page = await timelinePage(message.conversationId);
		expect(page.items.find(({ id }) => id === message.id)).toMatchObject({ text: italian, translation: { state: "done", source: "it" } });
		expect(await offeredLanguage(message.conversationId)).toBe("it");
	});
	it("stays as it is in the team's language, and where nobody translates", async () => {
		const spanish = await arrives("Buenos días, mi pedido todavía no ha llegado. ¿Me podéis ayudar?");
		await translateMessage(spanish.id, true);
		await saveTranslation({ ...given, channels: [] }, operator);
		const off = await arrives(`${italian} Grazie.`);
		await translateMessage(off.id, true);
		expect([await translationOf(spanish.id), await translationOf(off.id)]).toEqual([undefined, undefined]);
		expect(translator.asked).toEqual([]);
	});
	it("is paid for once, however many say it at once", async () => {
		translator.state.delay = 100;
		const text = `${italian} ${randomUUID()}`;
		const sent = await Promise.all([1, 2, 3, 4].map(() => arrives(text)));
		for (const { id } of sent) await translateMessage(id, true).catch(() => {});
		const all = await db().select().from(translations);
		for (const { messageId } of all) await settled(messageId, "done");
		expect(translator.asked.filter((asked) => asked.includes("aiutarmi"))).toHaveLength(1);
	});
	it("leaves nothing that can be read where what was paid for is kept", async () => {
		const message = await arrives("Buongiorno, la mia password segreta è girasole, grazie.");
		await settled(message.id, "done");
		const kept = JSON.stringify(await db().select().from(paidTranslations));
		expect(kept).toContain('"result":"v1.');
		expect(kept.toLowerCase()).not.toContain("girasole");
	});
	it("says that it failed, and goes well when it is asked again", async () => {
		translator.state.trouble = { status: 456 };
		const message = await arrives(`Vorrei restituire la lampada che ho comprato, come posso fare?`);
		expect(await settled(message.id, "failed")).toMatchObject({ failure: "quota", text: null });
		translator.state.trouble = null;
		await askTranslation(message.id, operator);
		expect(await settled(message.id, "done")).toMatchObject({ failure: null });
	});
	describe("as HTML", () => {
		const html = `<div><p>Buongiorno, sono <b>Giulia</b>: dov'è il mio ordine <b>4417</b>?</p><ul><li>Una lampada</li><li><a href="https://shop.example/?a=1&amp;b=2">Il tavolo rotondo</a></li></ul></div><blockquote>Gracias por su compra</blockquote>`;
		const htmlArrives = async () => {
			const raw = rawMail({ from: `Giulia Rinaldi <giulia${++count}@example.it>`, text: html })
				.toString()
				.replace("text/plain", "text/html");
			await receiveMail({ kind: "mail", raw: Buffer.from(raw), envelopeTo: [] });
			return newestMessage();
		};
		it("keeps its structure, links, names and numbers; what it quotes stays, and what was paid for is not paid for again", async () => {
			const message = await htmlArrives();
			await settled(message.id, "done");
			expect(await formattedTranslation(message.id)).toBe(
				`<div><p>BUONGIORNO, SONO <b>Giulia</b>: DOV'È IL MIO ORDINE <b>4417</b>?</p><ul><li>UNA LAMPADA</li><li><a target="_blank" rel="noopener noreferrer nofollow" href="https://shop.example/?a=1&amp;b=2">IL TAVOLO ROTONDO</a></li></ul></div><blockquote>Gracias por su compra</blockquote>`,
			);
			const asked = translator.asked.length;
			await formattedTranslation(message.id);
			expect(translator.asked).toHaveLength(asked);
		});
		it("says why where nobody translates it; what is not translated is not", async () => {
			const message = await htmlArrives();
			await settled(message.id, "done");
			await db().execute(sql`DELETE FROM paid_translations`);
			translator.state.trouble = { status: 456 };
			await expect(formattedTranslation(message.id)).rejects.toMatchObject({ code: "translationFailed", params: { reason: "quota" } });
			await db().delete(translations).where(eq(translations.messageId, message.id));
			expect(await formattedTranslation(message.id)).toBeNull();
		});
	});
	it("never takes a note along", async () => {
		const message = await arrives("Vorrei sapere quando arriva il mio pacco, grazie mille.");
		await addNote({ conversationId: message.conversationId, clientKey: randomUUID(), text: "canary7f3a: il cliente non deve saperlo", mentions: [] }, operator);
		await settled(message.id, "done");
		await previewReply({ conversationId: message.conversationId, text: "Mañana llega su paquete.", html: null }, operator);
		expect(translator.asked.join()).toContain("paquete");
		expect(translator.asked.join()).not.toContain("canary7f3a");
	});
});

describe("what goes out", () => {
	const written = { text: "Hola, su pedido sale mañana por la mañana.", html: "<p>Hola, su <b>pedido</b> sale mañana por la mañana.</p>" };
	it("is sent in the customer's language, and kept as it was written", async () => {
		const message = await arrives(`${italian} Aspetto una risposta.`);
		await settled(message.id, "done");
		const { conversationId } = message;
		const { text, html, ...how } = await previewReply({ conversationId, ...written }, operator);
		expect(html).toBe("<p>HOLA, SU <b>PEDIDO</b> SALE MAÑANA POR LA MAÑANA.</p>");
		const clientKey = randomUUID();
		const reply = { conversationId, clientKey, text, html, cc: [], replyTo: "main" as const, archive: false, sendAt: null, seen: null, revisions: [] };
		await submitReply({ ...reply, written: { ...written, ...how } }, operator);
		const mail = await until(async () => (await received(`giulia${count}@example.it`)).at(-1) ?? false, { timeout: 20_000 });
		expect(mail.text).toContain("SU PEDIDO SALE");
		const [sent] = (await timelinePage(conversationId)).items.filter((item) => item.kind === "message" && item.direction === "out");
		expect(sent).toMatchObject({ translation: { state: "done", language: "es", source: "it", text: written.text } });
		expect((await messageById(sent?.id ?? 0)).body).toContain("SU PEDIDO SALE");
	});
	it("is not translated where it is in the customer's language already", async () => {
		const { id, conversationId } = await arrives(`${italian} Resto in attesa.`);
		await settled(id, "done");
		const text = "Buongiorno, il suo ordine arriva domani mattina, la ringraziamo per la pazienza.";
		const asked = translator.asked.length;
		const { text: same, html, ...how } = await previewReply({ conversationId, text, html: null }, operator);
		expect([same, translator.asked.length, how.language]).toEqual([text, asked, "it"]);
		const reply = { conversationId, clientKey: randomUUID(), text, html, cc: [], replyTo: "main" as const, archive: false };
		const { messageId } = await sendReply({ ...reply, written: { text, html: null, ...how } }, operator);
		expect(await translationOf(messageId)).toBeUndefined();
	});
	it("comes back as it was written when sending is undone", async () => {
		const { conversationId } = await arrives(`${italian} Vi ringrazio.`);
		const sendAt = new Date(Date.now() + 3_600_000).toISOString();
		const reply = {
			conversationId,
			clientKey: randomUUID(),
			text: "CIAO",
			html: null,
			cc: [],
			replyTo: "main" as const,
			archive: false,
			seen: null,
			revisions: [],
		};
		const kept = { ...written, language: "es", sentIn: "it", provider: "libretranslate" as const };
		const waiting = await submitReply({ ...reply, sendAt, written: kept }, operator);
		const restored = await cancelReply(waiting.state === "waiting" ? waiting.id : 0, true, operator);
		expect(restored?.draft.content).toMatchObject(written);
	});
	it("begins a conversation in the customer's language: its mail wholly, while the team reads both as they were written", async () => {
		const address = `nuovo${++count}@example.it`;
		const { created } = await createCustomer({ name: "Nuovo", email: address, phone: null, language: "it" }, operator);
		const customerId = created?.id ?? 0;
		expect([await offeredToCustomer(customerId, "email"), await offeredToCustomer(customerId, "sms")]).toEqual(["it", null]);
		const subject = "Su pedido de mañana";
		const { text, html, subject: line, ...how } = await previewReply({ customerId, channel: "email", subject, ...written }, operator);
		expect([line, html]).toEqual(["SU PEDIDO DE MAÑANA", "<p>HOLA, SU <b>PEDIDO</b> SALE MAÑANA POR LA MAÑANA.</p>"]);
		const begin = () =>
			submitStart(
				startSchema.parse({
					...{ customerId, channel: "email", clientKey: randomUUID(), subject: line, text, html, cc: [], bcc: [] },
					...{ sendAt: new Date(Date.now() + 3_600_000).toISOString(), written: { ...written, subject, ...how } },
				}),
				operator,
			);
		const [undone, sent] = [await begin(), await begin()];
		if (undone.state !== "waiting" || sent.state !== "waiting") throw new Error(undone.state);
		expect((await cancelReply(undone.id, true, operator))?.draft.content).toMatchObject({ ...written, subject, customerId });
		expect((await scheduledBy(operator.user.id)).find(({ id }) => id === sent.id)).toMatchObject({ subject });
		await sendNow(sent.id, operator);
		const mail = await until(async () => (await received(address)).at(-1) ?? false, { timeout: 20_000 });
		expect([mail.subject, mail.text]).toEqual([line, expect.stringContaining("SU PEDIDO SALE")]);
		const [begun] = await db().select().from(conversations).where(eq(conversations.customerId, customerId));
		expect(begun?.subject).toBe(subject);
		const [message] = (await timelinePage(begun?.id ?? 0)).items.filter((item) => item.kind === "message");
		expect(message).toMatchObject({ translation: { state: "done", language: "es", source: "it", text: written.text } });
		translator.state.trouble = { status: 403 };
		const refused = previewReply({ customerId, channel: "email", subject, text: "Otro texto que nadie ha traducido.", html: null }, operator);
		await expect(refused).rejects.toMatchObject({ code: "translationFailed" });
		await expect(previewReply({ customerId, channel: "sms", subject: "", text: "Hola", html: null }, operator)).rejects.toMatchObject({
			code: "translationOff",
		});
	});
	it("is not sent, and says why, when nobody translates it", async () => {
		const message = await arrives(`${italian} Mi serve presto.`);
		await settled(message.id, "done");
		translator.state.trouble = { status: 403 };
		const asked = previewReply({ conversationId: message.conversationId, text: "Un texto que nadie ha traducido nunca.", html: null }, operator);
		await expect(asked).rejects.toMatchObject({ code: "translationFailed", params: { reason: "credentials" } });
		expect((await timelinePage(message.conversationId)).items.filter((item) => item.kind === "message")).toHaveLength(1);
	});
});

describe("pieces", () => {
	const keep = (source: string, html: boolean, to = (text: string) => text) =>
		inPieces(source, { html, names: ["Giulia"], longest: 60 }, async (texts) => texts.map(to));
	it("come back with everything that must stay", async () => {
		const text = "Hola Giulia,\n\ntu pedido 4417 (12,50 €) está en https://shop.example/a?b=1&c=2 <ahora> & {{name}}.\nAdiós";
		expect(await keep(text, false)).toBe(text);
		const html = '<p>Hola &amp; <a href="https://shop.example/?a=1&amp;b=2">tu <b>pedido</b> 4417</a></p><ul><li>uno</li><li>{{name}}</li></ul>';
		expect(await keep(html, true)).toBe(html);
	});
	it("keep it even when the provider loses placeholders or makes up tags", async () => {
		const html = '<p>Hola <a href="https://shop.example">tu pedido</a> 4417</p>';
		const lost = await keep(html, true, (text) => text.replace(/<x[^>]*>/g, "").replace("Hola", "<script>Ciao"));
		expect(lost).toBe('<p>&lt;script&gt;Ciao <a href="https://shop.example">tu pedido</a> 4417</p>');
	});
	it("are split at sentences", async () => {
		const asked: string[] = [];
		const text = "Una frase primera que dice algo. Otra frase segunda que dice más. Y una tercera para acabar.";
		expect(
			await keep(text, false, (piece) => {
				asked.push(piece);
				return piece;
			}),
		).toBe(text);
		expect(asked.length).toBeGreaterThan(1);
		expect(asked.every((piece) => piece.endsWith("."))).toBe(true);
	});
});

it("DeepL's own client is understood", async () => {
	const engine = { provider: "deepl" as const, account: { url: translator.url, key: "key", model: "" } };
	expect(await translate(engine, { text: "Ordine 4417 & altro", from: "it", to: "en" })).toBe("ORDINE 4417 & ALTRO");
	translator.state.trouble = { status: 456 };
	await expect(translate(engine, { text: "Un altro testo", from: "it", to: "en" })).rejects.toMatchObject({ code: "quota" });
});

it("a language is told by words alone", () => {
	expect([detectLanguage(italian), detectLanguage("ok"), detectLanguage("https://example.com 4417 👍")]).toEqual(["it", null, null]);
});

it("a key is sealed, and never goes to another server", async () => {
	await saveTranslation({ ...given, key: "secret-key" }, operator);
	expect(JSON.stringify(await db().select().from(settings))).not.toContain("secret-key");
	await saveTranslation({ ...given, url: "http://127.0.0.1:9" }, operator);
	expect(JSON.stringify(await db().select().from(settings))).toContain('"sealedKey":null');
});

const have = haveApertium();
describe.runIf(have.length > 0)("Apertium", () => {
	let apertium: Awaited<ReturnType<typeof startApertium>>;
	let engine: Engine;
	beforeAll(async () => {
		apertium = await startApertium();
		engine = { provider: "apertium", account: { url: apertium.url, key: "", model: "" } };
	}, 60_000);
	afterAll(() => apertium?.stop());
	const html = '<p>Su pedido <b>4417</b> llega <a href="https://shop.example">el lunes</a>.</p>';
	const said = {
		it: ["Il mio ordine 4417 non è arrivato.", /4417 no ha llegado/, /<b>4417<\/b>.*<a href="https:\/\/shop.example">.*luned/],
		en: ["My table 4417 is broken.", /mesa 4417 .*rota/, /<b>4417<\/b>.*<a href="https:\/\/shop.example">.*Monday/],
		fr: ["Ma table 4417 est cassée.", /mesa 4417 .*rota/, /<b>4417<\/b>.*<a href="https:\/\/shop.example">.*lundi/],
		pt: ["A minha mesa 4417 está partida.", /mesa 4417 est/, /<b>4417<\/b>.*<a href="https:\/\/shop.example">.*segunda/],
	} as const;
	describe.each(apertiumLanguages)("%s", (language) => {
		it.runIf(have.includes(language))("is read in Spanish, and written in it, tags, names and numbers kept", async () => {
			const [theirs, ours, answered] = said[language];
			expect(await translate(engine, { text: theirs, from: language, to: "es" })).toMatch(ours);
			expect(await translate(engine, { text: html, html: true, from: "es", to: language })).toMatch(answered);
		});
	});
	it.runIf(have.includes("it") && have.includes("en"))("goes by way of Spanish where it knows no other", async () => {
		expect(await translate(engine, { text: "La mia tavola 4417 è rossa.", from: "it", to: "en" })).toMatch(/4417 is red/);
	});
	it("says so where it knows no way at all", async () => {
		await expect(translate(engine, { text: "Minun pöytäni on rikki.", from: "fi", to: "es" })).rejects.toMatchObject({ code: "languages" });
		await expect(translate(engine, { text: "Il meu ordin nun è arribat.", from: "ro", to: "es" })).rejects.toMatchObject({ code: "languages" });
	});
});
