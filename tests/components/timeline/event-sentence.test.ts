import { createTranslator, type useTranslations } from "next-intl";
import { describe, expect, it } from "vitest";
import { firstOfDays } from "@/components/timeline/days";
import { eventSentence } from "@/components/timeline/event-sentence";
import { eventTypes } from "@/db/schema";
import en from "@/lib/i18n/messages/en/timeline.json";
import es from "@/lib/i18n/messages/es/timeline.json";
import it_ from "@/lib/i18n/messages/it/timeline.json";
import type { TimelineEvent } from "@/lib/timeline/queries";
import { event, message } from "./items";

const names: Record<number, string> = { 1: "Lucía Méndez", 2: "Jorge Sanz" };
const translators = { es, en, it: it_ };

function sentence(given: Partial<TimelineEvent>, locale: keyof typeof translators = "es") {
	const t = createTranslator({
		locale,
		messages: { timeline: translators[locale] },
		namespace: "timeline",
		onError: (error) => {
			throw error;
		},
	});
	return eventSentence(
		event(1, given),
		t as unknown as ReturnType<typeof useTranslations<"timeline">>,
		(id) => names[id] ?? null,
		(list) => list.join(" y "),
		(at) => `(${at})`,
	);
}

describe("eventSentence", () => {
	it.each<[Partial<TimelineEvent>, string]>([
		[{ type: "snoozed", data: { until: "2026-11-30T08:00:00.000Z" } }, "Lucía Méndez pospuso la conversación hasta el (2026-11-30T08:00:00.000Z)"],
		[{ type: "unsnoozed", actorType: "system", actorId: null }, "La conversación ha vuelto"],
		[{ type: "moved", data: { inbox: "Ventas" } }, "Lucía Méndez la movió a otra bandeja: Ventas"],
		[{ type: "message_deleted", data: { messageId: 7 } }, "Lucía Méndez eliminó un mensaje definitivamente"],
		[{ type: "started", data: { source: "form", sourceName: "Soporte posventa" } }, "Iniciada por el formulario «Soporte posventa»"],
		[{ type: "started", data: { source: "automation", sourceName: null } }, "Iniciada por una automatización"],
		[{ type: "started", data: { source: "operator" } }, "Iniciada por Lucía Méndez"],
		[{ type: "started", data: {} }, "Iniciada por el cliente"],
		[{ type: "assigned", data: { userIds: [2] } }, "Lucía Méndez asignó a Jorge Sanz"],
		[{ type: "assigned", data: { userIds: [2, 1] } }, "Lucía Méndez asignó a Jorge Sanz y Lucía Méndez"],
		[{ type: "assigned", data: { userIds: [1] } }, "Lucía Méndez se asignó la conversación"],
		[{ type: "assigned", data: { userIds: [9] }, actorType: "automation", actorId: 1 }, "Una automatización asignó a Usuario eliminado"],
		[{ type: "flagged", actorType: "automation", actorId: 1, actorName: "Devoluciones" }, "La automatización «Devoluciones» marcó la conversación con flag"],
		[{ type: "archived", actorType: "chatbot", actorId: 1, actorName: "Asistente" }, "El chatbot «Asistente» archivó la conversación"],
		[{ type: "unassigned", data: { userIds: [1] } }, "Lucía Méndez dejó la conversación"],
		[{ type: "reopened", actorType: "customer", actorId: 5 }, "Reabierta por la respuesta del cliente"],
		[{ type: "reopened" }, "Lucía Méndez reabrió la conversación"],
		[{ type: "archived", actorId: 99 }, "Un usuario archivó la conversación"],
		[{ type: "bot_run", data: { name: "Asistente" } }, "Lucía Méndez ejecutó el chatbot «Asistente»"],
		[{ type: "bot_blocked" }, "Lucía Méndez bloqueó el chatbot"],
	])("says %j", (given, expected) => expect(sentence(given)).toBe(expected));

	it("has words for everything that can happen, in every language, whatever the event carries", () => {
		for (const locale of ["es", "en", "it"] as const) {
			for (const type of eventTypes) {
				for (const data of [{}, { userIds: "x", source: 3, sourceName: {}, name: [] }])
					expect(sentence({ type, data, actorType: "system", actorId: null }, locale)).not.toMatch(/[{}]|^$/);
			}
		}
	});
});

it("begins a day where the reader's zone does", () => {
	const at = (id: number, at: string) => ({ ...message(id), at });
	const items = [at(1, "2026-11-21T22:30:00Z"), at(2, "2026-11-21T23:30:00Z"), at(3, "2026-11-22T10:00:00Z")];
	expect([...firstOfDays(items, "Europe/Madrid")]).toEqual([1, 2]);
	expect([...firstOfDays(items, "UTC")]).toEqual([1, 3]);
});
