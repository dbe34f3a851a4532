import { describe, expect, it, vi } from "vitest";
import type { SearchAnswer, SearchApi } from "@/components/search/search-api";
import { SearchStore } from "@/components/search/search-store";
import type { SearchHit } from "@/lib/search/queries";
import { until } from "@/tests/support/poll";

const hit = (messageId: number): SearchHit => ({
	messageId,
	kind: "message",
	conversationId: 1,
	customerId: 1,
	customerAvatar: null,
	customerName: "Nora",
	channel: "email",
	subject: null,
	at: "2026-01-01T00:00:00.000Z",
	snippet: { text: "hola", highlights: [] },
});
const found = (ids: number[], olderId: number | null = null): SearchAnswer => ({
	messages: { hits: ids.map(hit), olderId, complete: olderId === null },
	customers: [],
});

/** A server that answers each question when it is told to, even one that was called off. */
function server() {
	const asked: { text: string; before: number | null; signal: AbortSignal; answer: (answer: SearchAnswer) => void; fail: () => void }[] = [];
	const api: SearchApi = (text, before, signal) =>
		new Promise((answer, reject) => {
			asked.push({ text, before, signal, answer, fail: () => reject(new Error("down")) });
		});
	return { asked, api };
}
const ids = (store: SearchStore) => store.snapshot().hits.map(({ messageId }) => messageId);

describe("SearchStore", () => {
	it("never shows an older search's answer over a newer one's", async () => {
		const { asked, api } = server();
		const store = new SearchStore(api, 0);
		store.search("pe");
		await until(() => asked.length === 1);
		store.search("pedido");
		await until(() => asked.length === 2);
		expect(asked[0]?.signal.aborted).toBe(true);
		asked[1]?.answer(found([7]));
		await until(() => store.snapshot().found === "pedido");
		asked[0]?.answer(found([1, 2, 3]));
		await Promise.resolve();
		expect(ids(store)).toEqual([7]);
		expect(store.snapshot().found).toBe("pedido");
	});

	it("asks once for what is typed without a pause", async () => {
		vi.useFakeTimers();
		const { asked, api } = server();
		const store = new SearchStore(api, 120);
		for (const text of ["pe", "ped", "pedi"]) {
			store.search(text);
			vi.advanceTimersByTime(100);
		}
		expect(asked).toEqual([]);
		vi.advanceTimersByTime(20);
		vi.useRealTimers();
		expect(asked.map(({ text }) => text)).toEqual(["pedi"]);
	});

	it("goes on with older history after the hits, when it is told to", async () => {
		const { asked, api } = server();
		const store = new SearchStore(api, 0);
		store.search("sofá");
		await until(() => asked.length === 1);
		asked[0]?.answer(found([901], 900));
		await until(() => store.snapshot().found === "sofá");
		const older = store.searchOlder();
		expect(store.snapshot().older).toBe("loading");
		void store.searchOlder();
		expect(asked.map(({ before }) => before)).toEqual([null, 900]);
		asked[1]?.answer(found([5, 4]));
		await older;
		expect(ids(store)).toEqual([901, 5, 4]);
		expect(store.snapshot()).toMatchObject({ olderId: null, older: "idle" });
	});

	it("goes on by itself while there is no message, to the first one, and no further than ten times", async () => {
		const { asked, api } = server();
		const store = new SearchStore(api, 0);
		store.search("sofá");
		for (let step = 0; step < 3; step++) {
			await until(() => asked.length === step + 1);
			asked[step]?.answer(step < 2 ? found([], 900 - step) : found([7], 6));
		}
		await until(() => ids(store).length === 1);
		expect(asked.map(({ before }) => before)).toEqual([null, 900, 899]);
		expect(store.snapshot()).toMatchObject({ olderId: 6, older: "idle" });

		store.search("nada");
		for (let step = 0; step < 11; step++) {
			await until(() => asked.length === step + 4);
			asked[step + 3]?.answer(found([], 500 - step));
		}
		await until(() => store.snapshot().olderId === 490);
		expect(store.snapshot()).toMatchObject({ found: "nada", hits: [], older: "idle" });
		expect(asked).toHaveLength(14);
	});

	it("goes on by itself no more once it is stopped, or something else is looked for", async () => {
		const { asked, api } = server();
		const store = new SearchStore(api, 0);
		store.search("mesa");
		await until(() => asked.length === 1);
		asked[0]?.answer(found([], 900));
		await until(() => asked.length === 2);
		store.search("mesita");
		asked[1]?.answer(found([], 800));
		await until(() => asked.length === 3);
		asked[2]?.answer(found([], 700));
		await until(() => asked.length === 4);
		store.stop();
		asked[3]?.answer(found([], 600));
		await new Promise((done) => setTimeout(done, 20));
		expect(asked.map(({ text, before }) => `${text} ${before}`)).toEqual(["mesa null", "mesa 900", "mesita null", "mesita 700"]);
	});

	it("drops an older page that a new search overtakes", async () => {
		const { asked, api } = server();
		const store = new SearchStore(api, 0);
		store.search("silla");
		await until(() => asked.length === 1);
		asked[0]?.answer(found([9], 9));
		await until(() => store.snapshot().found === "silla");
		const older = store.searchOlder();
		store.search("mesa");
		asked[1]?.answer(found([8]));
		await older;
		expect(ids(store)).toEqual([9]);
		await until(() => asked.length === 3);
		asked[2]?.answer(found([3]));
		await until(() => store.snapshot().found === "mesa");
		expect(ids(store)).toEqual([3]);
	});

	it("tells a failure, and asks again", async () => {
		const { asked, api } = server();
		const store = new SearchStore(api, 0);
		store.search("mesa");
		await until(() => asked.length === 1);
		asked[0]?.fail();
		await until(() => store.snapshot().status === "failed");
		store.retry("mesa");
		asked[1]?.answer(found([1]));
		await until(() => store.snapshot().status === "idle");
		expect(ids(store)).toEqual([1]);
	});
});
