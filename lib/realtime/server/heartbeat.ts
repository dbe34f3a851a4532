import type { Limits } from "./options";

/**
 * Anything heard means that the peer is alive. After a silence of `activityTimeout` it is asked, and when it says nothing for `pongTimeout`
 * more it is lost.
 */
export function startHeartbeat({ activityTimeout, pongTimeout }: Limits, ask: () => void, lost: () => void): { heard(): void; stop(): void } {
	let timer: NodeJS.Timeout;
	const wait = () => {
		timer = setTimeout(() => {
			ask();
			timer = setTimeout(lost, pongTimeout);
		}, activityTimeout);
	};
	wait();
	return {
		heard() {
			clearTimeout(timer);
			wait();
		},
		stop: () => clearTimeout(timer),
	};
}
