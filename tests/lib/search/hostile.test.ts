import { sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { searchCustomers } from "@/lib/search/customers";
import { parseSearch } from "@/lib/search/parse";
import { searchMessages } from "@/lib/search/queries";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";

const { url } = setupDatabase();

let userId: number;
beforeAll(async () => {
	userId = (await makeUser()).user.id;
	await makeInbox("sms", "+34911000417");
});

async function bodiesOf(typed: string): Promise<string[]> {
	const { hits } = await searchMessages(userId, parseSearch(typed));
	return hits.map((hit) => hit.snippet.text);
}

const inputs = [
	"%",
	"_",
	"\\",
	"'",
	'"',
	"(",
	")",
	"&",
	"|",
	"!",
	":",
	"*",
	"<->",
	"a:*",
	"!a",
	"zqa",
	"''''",
	"\0",
	"\ud83d",
	"①",
	"ﷺ",
	"‮שלום",
	"مرحبا",
	"你好世界",
	"🙂🙂",
	"%_\\'\"()&|!:*",
	"-'",
	"-\"'",
	"from:'",
	"assigned:%",
	"x".repeat(10_240),
	"🙂".repeat(5000),
	"你".repeat(5000),
	"(".repeat(10_240),
	"a ".repeat(5000),
	'-"a b" '.repeat(1000),
];

describe("nothing typed breaks or stalls a search", () => {
	test.each(inputs.map((input) => [input.slice(0, 20), input]))("%j", async (_, input) => {
		await textArrives(`around ${input} here`);
		const began = performance.now();
		for (const typed of [input, `${input} `, `"${input}"`, `-${input} here`, `from:${input}`, `around ${input}`]) {
			await searchMessages(userId, parseSearch(typed));
			await searchCustomers(typed);
		}
		expect(performance.now() - began).toBeLessThan(8000);
		await refreshSearchWords();
	});
});

describe("found", () => {
	test.each([
		["今天天气很好", "天气 "],
		["配送状況を確認したい", "状況を "],
		["ขอบคุณมาก", "คุณ "],
		["muchas 🎁 a lot", "🎁 "],
		["שלום עולם", "עולם "],
		["مرحبا بالعالم", "بالعالم"],
		["Заказ не пришёл", "заказ "],
		["my mail is jane.doe@example.org", "jane.doe@example.org "],
		["see https://shop.example/orders/B-7781?x=1", "b-7781 "],
		["finished.Thanks", "thanks "],
		["either/or", "or "],
		["price: 12.50€", "12.50 "],
		["snake_case+plus", "plus "],
	])("%s by %s", async (body, typed) => {
		await textArrives(body);
		expect(await bodiesOf(typed)).toEqual([body]);
	});

	test.each(["zzqq ", "\u2460\u2461 ", "\u{1D7D8}\u{1D7D9} ", "-zzqq -here zzqq "])("nothing by %j", async (typed) => {
		expect(await bodiesOf(typed)).toEqual([]);
	});

	test("scripts without spaces: only where the characters stand together", async () => {
		await textArrives("甲乙丙");
		await textArrives("甲乙 乙丙");
		expect(await bodiesOf("甲乙丙 ")).toEqual(["甲乙丙"]);
		expect(await bodiesOf("甲乙 ")).toEqual(["甲乙 乙丙", "甲乙丙"]);
		expect(await bodiesOf("甲乙 -甲乙丙 ")).toEqual(["甲乙 乙丙"]);
	});
});

test("the longest of messages are taken in", async () => {
	const rare = Array.from({ length: 60_000 }, (_, i) => String.fromCodePoint(0x10000 + (i % 4000), 0x10000 + ((i * 7) % 5000))).join(" ");
	for (const body of [rare, "字".repeat(200_000), "x".repeat(1_000_000), Array.from({ length: 200_000 }, (_, i) => i.toString(36)).join(" ")])
		await textArrives(body);
	expect(await refreshSearchWords()).toBeGreaterThan(0);
});

test("a database that does not answer ends the search after two seconds", async () => {
	const other = postgres(url, { max: 1, onnotice: () => {} });
	const began = performance.now();
	await other.begin(async (tx) => {
		await tx`LOCK TABLE messages IN ACCESS EXCLUSIVE MODE`;
		const page = await searchMessages(userId, parseSearch("around "));
		expect(page).toMatchObject({ hits: [], complete: false });
		expect(page.olderId).toBeGreaterThan(0);
	});
	await other.end();
	expect(performance.now() - began).toBeGreaterThan(1900);
	expect((await searchMessages(userId, parseSearch("around "))).hits.length).toBeGreaterThan(0);
	expect((await db().execute(sql`SHOW statement_timeout`))[0]?.statement_timeout, "of later queries").toBe("0");
});
