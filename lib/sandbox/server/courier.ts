import "server-only";
import { maxAttempts } from "./options";
import type { Sandbox } from "./sandbox";
import type { Attempt, Delivery } from "./state";
import { signedHeaders } from "./webhooks";

export type Courier = {
	/** Takes a delivery that the journal already holds. */
	take(id: string): void;
	/** Goes on with what an earlier run left undelivered. */
	resume(): void;
	close(): void;
};

const atOnce = 8;
const patience = 15_000;

/** Posts webhooks until each was taken with a 2xx, a few at a time, and writes down every attempt. */
export function createCourier(sandbox: Sandbox): Courier {
	const waiting: string[] = [];
	const stop = new AbortController();
	let running = 0;

	function take(id: string): void {
		waiting.push(id);
		work();
	}

	function work(): void {
		while (running < atOnce && waiting.length > 0 && !stop.signal.aborted) {
			const delivery = sandbox.journal.state.deliveries.get(waiting.shift() ?? "");
			if (delivery?.state !== "pending") continue;
			running += 1;
			deliver(delivery)
				.catch((error) => sandbox.options.onError?.(error))
				.finally(() => {
					running -= 1;
					work();
				});
		}
	}

	async function deliver(delivery: Delivery): Promise<void> {
		const attempt = await post(sandbox, delivery, stop.signal);
		if (stop.signal.aborted) return;
		const count = delivery.attempts.length + 1;
		const taken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
		const state = taken ? "delivered" : count >= maxAttempts ? "given up" : "pending";
		sandbox.journal.record({ type: "delivery.attempt", id: delivery.id, attempt, state });
		const delays = sandbox.delays.retry;
		if (state === "pending") sandbox.timers.later(delays[Math.min(count, delays.length) - 1] ?? 1000, () => take(delivery.id));
	}

	return {
		take,
		resume() {
			for (const delivery of sandbox.journal.state.deliveries.values()) if (delivery.state === "pending") take(delivery.id);
		},
		close() {
			stop.abort();
			waiting.length = 0;
		},
	};
}

async function post(sandbox: Sandbox, delivery: Delivery, stopped: AbortSignal): Promise<Attempt> {
	const began = Date.now();
	const attempt = (status: number | null, error: string | null) => ({ at: new Date(began).toISOString(), status, error, ms: Date.now() - began });
	try {
		const response = await fetch(delivery.url, {
			method: "POST",
			headers: { "content-type": delivery.contentType, ...signedHeaders(sandbox, delivery) },
			body: delivery.body,
			redirect: "manual",
			signal: AbortSignal.any([stopped, AbortSignal.timeout(patience)]),
		});
		await response.arrayBuffer();
		return attempt(response.status, null);
	} catch (error) {
		return attempt(null, reason(error));
	}
}

function reason(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? ("code" in error.cause && String(error.cause.code)) || error.cause.message : error.message;
}
