import { expect, test } from "vitest";
import { gathering } from "@/lib/realtime/gather";

/** Takes requests, and answers each only when told. */
function server() {
	const requests: { items: number[]; answer: () => void; refuse: (error: Error) => void }[] = [];
	const send = gathering<number>((items) => new Promise<void>((answer, refuse) => requests.push({ items, answer, refuse })));
	return { requests, send };
}
const moment = () => new Promise((done) => setTimeout(done, 30));

test("one alone goes at once; what comes meanwhile goes together, in order, ten to a request", async () => {
	const { requests, send } = server();
	const first = send(0);
	expect(requests.map(({ items }) => items)).toEqual([[0]]);
	const later = Array.from({ length: 12 }, (_, i) => send(i + 1));
	await moment();
	expect(requests).toHaveLength(1);
	requests[0]?.answer();
	await first;
	await moment();
	expect(requests.slice(1).map(({ items }) => items)).toEqual([
		[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
		[11, 12],
	]);
	for (const { answer } of requests) answer();
	await Promise.all(later);
});

test("what comes meanwhile waits a moment longer, for company", async () => {
	const { requests, send } = server();
	const first = send(0);
	const second = send(1);
	requests[0]?.answer();
	await first;
	const third = send(2);
	expect(requests).toHaveLength(1);
	await moment();
	expect(requests.slice(1).map(({ items }) => items)).toEqual([[1, 2]]);
	requests[1]?.answer();
	await Promise.all([second, third]);
});

test("one after the other, none waits", async () => {
	const { requests, send } = server();
	for (const item of [0, 1, 2]) {
		const sent = send(item);
		expect(requests.map(({ items }) => items)[item]).toEqual([item]);
		requests[item]?.answer();
		await sent;
	}
});

test("a request that fails takes along its own alone, and the next one goes", async () => {
	const { requests, send } = server();
	const [first, second] = [send(1), send(2)];
	requests[0]?.refuse(new Error("gone"));
	await expect(first).rejects.toThrow("gone");
	await moment();
	requests[1]?.answer();
	await second;
	const third = send(3);
	await moment();
	expect(requests[2]?.items).toEqual([3]);
	requests[2]?.answer();
	await third;
});
