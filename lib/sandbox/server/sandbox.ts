import "server-only";
import type { Courier } from "./courier";
import type { Faults } from "./faults";
import type { Journal } from "./journal";
import type { Delays, SandboxOptions } from "./options";
import type { Progress } from "./progress";
import type { Timers } from "./timers";

/** Everything that the parts of a running stand-in share. */
export type Sandbox = {
	options: SandboxOptions;
	delays: Delays;
	/** Without a slash at the end. */
	url: string;
	journal: Journal;
	timers: Timers;
	courier: Courier;
	progress: Progress;
	faults: Faults;
};
