import "server-only";
import { log } from "@/lib/log";

export type Chore = { name: string; everySeconds: number; run: () => Promise<unknown> };

/** Runs each chore now and then every so often, never two of the same at once. One that fails is logged, and tried again when it is due. */
export function startMaintenance(chores: Chore[]) {
	const timers = chores.map(({ name, everySeconds, run }) => {
		let running = false;
		async function turn() {
			if (running) return;
			running = true;
			await run().catch((error) => log().error({ chore: name, err: error }, "a chore failed"));
			running = false;
		}
		void turn();
		return setInterval(turn, everySeconds * 1000);
	});
	return { stop: () => timers.forEach(clearInterval) };
}
