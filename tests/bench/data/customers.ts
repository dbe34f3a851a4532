import { sql } from "drizzle-orm";
import { db } from "@/db";
import { type CustomerCursor, customerSorts, parseCustomerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { hardQueries, middleOf } from "../../support/many-customers";
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

/** Those who are hard to find, in both orders: of the first page and one in the middle, the one that touches more. */
export async function crowdFigures(): Promise<Figure[]> {
	const figures: Figure[] = [];
	const [{ size } = { size: 0 }] = await db().execute<{ size: number }>(sql`SELECT max(id)::int AS size FROM customers`);
	for (const query of hardQueries) {
		for (const sort of customerSorts) {
			const filter = { ...parseCustomerFilter(new URLSearchParams(query)), sort };
			const places: (CustomerCursor | undefined)[] = [undefined, { key: sort === "name" ? "m" : middleOf(size), id: 1 }];
			const found: Figure[] = [];
			for (const place of places)
				found.push(
					await measure({
						name: `customers, a crowd: ${query}, ${sort === "name" ? "by name" : "newest"}`,
						times: 10,
						goal: 50,
						run: () => listCustomers(filter, place),
						rows: ({ rows }) => rows.length,
					}),
				);
			const touched = ({ buffers = [] }: Figure) => Math.max(...buffers);
			figures.push(...found.sort((a, b) => touched(b) - touched(a)).slice(0, 1));
		}
	}
	return figures;
}
