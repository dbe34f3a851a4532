import type { Code } from "./codes";

/** What a client asked is not done, and it is told why in a `pusher:error`. Codes below 4300 cost it the connection. */
export class Refused extends Error {
	constructor(
		message: string,
		readonly code?: Code,
	) {
		super(message);
		this.name = "Refused";
	}
}
