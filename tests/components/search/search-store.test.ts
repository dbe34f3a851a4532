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

	it("goes on with older history after the hits, and when there were none", async () => {
		const { asked, api } = server();
		const store = new SearchStore(api, 0);
		store.search("sofá");
		await until(() => asked.length === 1);
		asked[0]?.answer(found([], 900));
		await until(() => store.snapshot().found === "sofá");
		const older = store.searchOlder();
		expect(store.snapshot().older).toBe("loading");
		void store.searchOlder();
		expect(asked.map(({ before }) => before)).toEqual([null, 900]);
		asked[1]?.answer(found([5, 4]));
		await older;
		expect(ids(store)).toEqual([5, 4]);
		expect(store.snapshot()).toMatchObject({ olderId: null, older: "idle" });
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
