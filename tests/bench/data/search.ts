import { sql } from "drizzle-orm";
import { db } from "@/db";
import { searchCustomers } from "@/lib/search/customers";
import { parseSearch } from "@/lib/search/parse";
import { searchMessages } from "@/lib/search/queries";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import type { Figure } from "../figures";
import { measure } from "./meter";

const common = ["de", "pedido", "the", "factura", "order", "gracias", "ordine", "que"];
const frequent = ["reembolso", "warehouse", "seguimiento", "bonifico", "tracking", "garantía", "corriere", "defectuoso"];

/** Milliseconds, at the 95th percentile. */
const worst = 200;

/** Searches of each kind: as typed. Rare words (parts of addresses) and order numbers come from the database. */
async function kinds(): Promise<[kind: string, typed: string[], goal?: number][]> {
	const words = async (times: string, pattern: string) => {
		const found = await db().execute<{ word: string }>(
			sql`SELECT word FROM search_words WHERE messages BETWEEN ${sql.raw(times)} AND word ~ ${pattern} ORDER BY md5(word) LIMIT 20`,
		);
		return found.map(({ word }) => word);
	};
	const rare = await words("1 AND 40", "^[a-z]{5,}[0-9][0-9a-z]*$");
	const orders = await words("1 AND 1", "^[0-9]{7}$");
	return [
		["a common word", common.map((word) => `${word} `)],
		["a frequent word", frequent.map((word) => `${word} `)],
		["a rare word", rare.map((word) => `${word} `)],
		["an order number", orders.map((order) => `#${order} `)],
		["no hit", ["qwertzuiop ", "xylophonist ", "zzzzzz "]],
		["several words", ["estado de mi pedido ", "the order number ", "factura con descuento "]],
		["a name and a word", ["maria garcia factura ", "giulia rossi ordine ", "emma smith refund "]],
		["as you type, three letters", ["ped", "fac", "war", "ord", "ree"]],
		["as you type, two letters", ["pe", "fa", "wa", "or", "re"]],
		["as you type, a number begun", ["10", "417", "4417"]],
		["a phrase", ['"mi pedido"', '"the order"', '"de la"']],
		// They show what they found by then, and go on when asked.
		["a phrase that is seldom met", ['"garantía el pedido"', '"paquete factura"', '"warehouse the refund"'], worst],
		["two words that never meet", ["pedido order ", "factura invoice ", "spedizione shipping "], worst],
		["with a filter: flagged", ["pedido is:flagged ", "the is:flagged "]],
		["with a filter: mine, on one channel", ["pedido assigned:me channel:sms ", "the assigned:me channel:email "]],
		["with a filter: active", ["pedido in:active ", "order in:active "]],
		["with a sender", ["factura from:garcia ", "order from:me "]],
		["with dates", ["pedido before:2025-06-01 ", "order after:2025-01-01 before:2025-02-01 "]],
		["an emoji", ["🙂", "🙂 pedido "]],
		["with what must not be there", ["pedido -factura ", 'order -"the order" ']],
	];
}

export async function searchFigures(): Promise<Figure[]> {
	// As the worker does every few seconds: earlier measuring has left messages behind.
	await refreshSearchWords();
	const figures: Figure[] = [];
	for (const [kind, typed, goal = 60] of await kinds()) {
		const queries = typed.map(parseSearch);
		const run = (i: number) => searchMessages(3, queries[i % queries.length] as (typeof queries)[number]);
		figures.push(await measure({ name: `search: ${kind}`, times: Math.max(20, typed.length), goal, worst, run }));
	}
	const numbers = ["6100", "610 377", "+34 610 12", "0003", "774433", "61000036"];
	const run = (i: number) => searchCustomers(numbers[i % numbers.length] ?? "");
	figures.push(await measure({ name: "search: customers by part of a phone number", times: 24, goal: 60, worst, run }));
	const names = ["maria gar", "rossi", "smith j", "ibañez", "garcia"];
	const byName = (i: number) => searchCustomers(names[i % names.length] ?? "");
	figures.push(await measure({ name: "search: customers by part of a name", times: 25, goal: 60, worst, run: byName }));
	return figures;
}
