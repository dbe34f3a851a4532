import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { type CustomerCursor, type CustomerFilter, customerSorts, parseCustomerFilter } from "@/lib/customers/filter";
import { findPage } from "@/lib/customers/find-page";
import { createRandom } from "../../bench/seed/random";
import { setupDatabase } from "../../support/database";

setupDatabase();

type Made = { id: number; name: string; language: string | null; source: string; tags: string[]; created_at: string; addresses: string[] };

const size = 24_000;
const random = createRandom(Number(process.env.SEED ?? 7));
const one = random.pick;

const firstNames = ["Ana", "Álvaro", "María José", "Tomás", "Tomasa", "Zoë", "O'Neil", "Łukasz", "王小明", "+34600", "x_y", "50%"];
const lastNames = ["Pérez", "Żak", "de la Torre", "Smith-Jones", "", "Ñandú"];
const domains = ["gmail.com", "old.example", "other.example", "ÜBER.example"];
const tags = ["vip", "a'b", "50%", "x_y", "gmail.com", "tomas", "far"];

/** The oldest third have names, addresses and tags of their own: what is far away in the one order or the other is looked for as what is near. */
function made(id: number): Made {
	const old = id < size / 3;
	const often = <Value>(values: readonly Value[]) => (old && random.chance(0.6) ? (values.at(-1) as Value) : one(values.slice(0, -1)));
	const name = `${random.chance(0.2) ? "Tomás" : often(firstNames)} ${often(lastNames)}${random.chance(0.5) ? ` ${random.below(300)}` : ""}`.trim();
	const local = random.chance(0.5) ? name.split(" ")[0] : `m${random.below(1000)}`;
	const phone = random.chance(0.6) ? [`+34${600_000_000 + id * 4000 + random.below(4000)}`] : [];
	const many = random.chance(0.01) ? Array.from({ length: 12 }, (_, i) => `another-address-${i}-of-${id}@${one(domains)}`) : [];
	return {
		id,
		name,
		language: one(["es", "es-MX", "it", "pt-BR", null]),
		source: random.chance(0.1) ? "form" : "inbound",
		tags: [
			...new Set(
				random.chance(0.01)
					? Array.from({ length: 20 }, (_, i) => `a rather long tag, number ${i}`).concat(one(tags))
					: random.chance(0.4)
						? [often(tags)]
						: [],
			),
		],
		// Many at the same instant.
		created_at: new Date(Date.UTC(2026, 0, 1) + Math.floor((id + random.below(50)) / 7) * 3_600_000).toISOString(),
		addresses: [`${local}${id}@${often(domains)}`, ...phone, ...many],
	};
}

const all = Array.from({ length: size }, (_, i) => made(i + 1));

beforeAll(async () => {
	await db().execute(sql`SET session_replication_role = replica`);
	const identities = all.flatMap(({ id, addresses }) =>
		addresses.map((value, position) => ({ customer_id: id, kind: value.includes("@") ? "email" : "phone", value, position })),
	);
	await db().execute(sql`INSERT INTO customer_identities (customer_id, kind, value, position)
		SELECT * FROM jsonb_to_recordset(${JSON.stringify(identities)}::jsonb) made(customer_id bigint, kind text, value text, position int) ON CONFLICT DO NOTHING`);
	await db().execute(sql`INSERT INTO customers (id, name, searched, language, source, tags, created_at)
		SELECT id, name, customer_searched(id, name), language, source, tags, created_at FROM jsonb_to_recordset(${JSON.stringify(all)}::jsonb) made(id bigint, name text, language text, source text, tags text[], created_at timestamptz)`);
	await db().execute(
		sql`INSERT INTO customers_by_facet SELECT facet, id, created_at, folded FROM customers, unnest(customer_facets(tags, language, source)) facet`,
	);
	await db().execute(sql`SET session_replication_role = origin`);
	await db().execute(sql`VACUUM ANALYZE customers`);
}, 120_000);

/** The definition, written a second time. */
const fold = (text: string) =>
	text
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.replace(/[Łł]/g, "l")
		.toLowerCase();

const folded = new Map(all.map((customer) => [customer.id, [customer.name, ...customer.addresses].map(fold).join("\n")]));

function isWanted(customer: Made, { q, tag, language, source }: CustomerFilter): boolean {
	const words = fold(q).split(/\s+/).filter(Boolean);
	const lines = folded.get(customer.id) ?? "";
	const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, "").replace(/^00/, "") : "";
	const whole = words.join(" ");
	const found =
		whole.length < 3
			? lines.startsWith(whole)
			: digits.length >= 3
				? lines.includes(digits) || lines.includes(whole)
				: words.every((word) => lines.includes(word));
	const spoken = customer.language?.split("-")[0] ?? "none";
	return found && (!tag || customer.tags.includes(tag)) && (!language || language === spoken) && (!source || source === customer.source);
}

const nameOf = ({ id }: Made) => folded.get(id)?.split("\n")[0] ?? "";
const keyed = all.map((customer) => ({ customer, key: Buffer.from(nameOf(customer)) }));
const inOrder = {
	newest: all.toSorted((a, b) => (a.created_at === b.created_at ? b.id - a.id : a.created_at < b.created_at ? 1 : -1)),
	name: keyed.sort((a, b) => Buffer.compare(a.key, b.key) || a.customer.id - b.customer.id).map(({ customer }) => customer),
};
const naive = (filter: CustomerFilter, among = inOrder[filter.sort]) => among.filter((customer) => isWanted(customer, filter)).map(({ id }) => id);

const texts = [
	"tomas",
	"TOMÁS",
	"omas",
	"perez",
	"tomas zak",
	"far",
	"gmail.com",
	"old.example",
	"uber.example",
	"+34600",
	"600 12",
	"7",
	"to",
	"x",
	"x_y",
	"50%",
	"王小",
	"...",
];
const rareTexts = ["another-address-11", "address-3-of", "m77", "zak 12", "maria jose tomas", "nobody", "'", "%%%", "a b c"];

/** More than can be put in order at once, and none near the beginning. */
const farAway = ["q=uber.example", "q=nandu", "q=nandu&language=es", "q=tomas&sort=name", "q=tomas zak&sort=name", "q=omas&sort=name&source=inbound"].map(
	(query) => parseCustomerFilter(new URLSearchParams(query)),
);

function randomFilter(): CustomerFilter {
	return {
		q: random.chance(0.15) ? "" : one(random.chance(0.7) ? texts : rareTexts),
		tag: random.chance(0.3) ? one([...tags, "a rather long tag, number 19"]) : null,
		language: random.chance(0.3) ? one(["es", "it", "pt", "none"]) : null,
		source: random.chance(0.2) ? one(["form", "inbound"]) : null,
		sort: one(customerSorts),
	};
}

test("whatever is looked for, page by page it is what a scan of everybody finds", async () => {
	for (const filter of [...farAway, ...Array.from({ length: 40 }, randomFilter)]) {
		const expected = naive(filter);
		const limit = expected.length > 500 ? 200 : one([7, 50, 200]);
		const ids: number[] = [];
		let after: CustomerCursor | null | undefined;
		while (after !== null) {
			const page: Awaited<ReturnType<typeof findPage>> = await findPage(filter, after, limit);
			ids.push(...page.ids);
			after = page.next;
			if (after) expect(page.ids).toHaveLength(limit);
		}
		expect(ids, JSON.stringify(filter)).toEqual(expected);
	}
}, 180_000);

test("a page begins anywhere", async () => {
	for (let round = 0; round < 50; round++) {
		const filter = randomFilter();
		const start = one(all);
		const after = filter.sort === "name" ? { key: nameOf(start), id: start.id } : { key: start.created_at.replace("Z", "000Z"), id: start.id };
		const order = inOrder[filter.sort];
		const expected = naive(filter, order.slice(order.indexOf(start) + 1));
		expect((await findPage(filter, after, 50)).ids, JSON.stringify({ filter, after })).toEqual(expected.slice(0, 50));
	}
}, 120_000);
