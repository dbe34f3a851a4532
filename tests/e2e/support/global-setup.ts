import { startStack } from "./stack";

/** One whole product for all browser tests, gone when they are. */
export default async function setup() {
	const stack = await startStack();
	process.env.E2E_URL = stack.url;
	process.env.E2E_DATABASE = stack.env.DATABASE_URL;
	return stack.stop;
}
