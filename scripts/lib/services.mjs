import { startNode, stopChild } from "./children.mjs";

const minute = 60_000;
const mostCrashes = 5;

/**
 * The processes that make up the product. One that dies is started again, a little later each time; one that keeps dying is more than a
 * restart can mend: `onGiveUp` is called with a sentence.
 */
export function supervise({ log, onGiveUp }) {
	const services = new Map();
	let released = false;

	function run(service) {
		clearTimeout(service.timer);
		service.child = startNode(service.args, { env: service.env, onLine: (line) => log(service.name, line) });
		service.child.once("exit", (code, signal) => {
			if (released) return;
			if (service.restarting) run(service);
			else crashed(service, signal ?? code);
			service.restarting = false;
		});
	}

	function crashed(service, how) {
		service.crashes = [...service.crashes.filter((at) => at > Date.now() - minute), Date.now()];
		const times = service.crashes.length;
		if (times > mostCrashes) {
			onGiveUp(`${service.name} ended ${times} times within a minute, the last time with ${how}.`);
			return;
		}
		const wait = 250 * 2 ** (times - 1);
		log(service.name, `ended with ${how}; starting it again in ${wait / 1000} s`);
		service.timer = setTimeout(() => released || run(service), wait);
	}

	return {
		start(name, args, env) {
			const service = { name, args, env, crashes: [], restarting: false, child: null, timer: undefined };
			services.set(name, service);
			run(service);
		},
		restart(name) {
			const service = services.get(name);
			service.crashes = [];
			if (service.child.exitCode !== null || service.child.signalCode !== null) {
				run(service);
				return;
			}
			service.restarting = true;
			stopChild(service.child);
		},
		/** From now on nothing is started again. */
		release() {
			released = true;
		},
	};
}
