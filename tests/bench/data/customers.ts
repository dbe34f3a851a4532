import { type CustomerCursor, parseCustomerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import type { Figure } from "../figures";
import { measure } from "./meter";

const filters = [
	"",
	"sort=name",
	"language=it",
	"language=es&source=inbound&sort=name",
	"tag=absent",
	"q=gmail",
	"q=maria",
	"q=mar&sort=name",
	"q=nobody-is-called-so",
];

/** The list of customers: its first page and one in the middle, turn and turn about. */
export async function customerFigures(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const query of filters) {
		const filter = parseCustomerFilter(new URLSearchParams(query));
		const year = new Date(Date.now() - 400 * 86_400_000).toISOString().replace("Z", "000Z");
		const places: (CustomerCursor | undefined)[] = [undefined, { key: filter.sort === "name" ? "m" : year, id: 1 }];
		figures.push(await measure({ name: `customers: ${query || "all"}`, times: 20, goal: 5, run: (i) => listCustomers(filter, places[i % places.length]) }));
	}
	return figures;
}
