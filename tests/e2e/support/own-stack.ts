/** `env`: what its processes are given. */
type Address = { url: string; database: string; env: Record<string, string> };

/** Tells the processes that run the tests of the stacks that there are, one for each. */
export function tell(stacks: Address[]): void {
	process.env.E2E_STACKS = JSON.stringify(stacks);
}

/** The stack of this process; none until the global setup has told of them. */
export function ownStack(): Address {
	const stacks: Address[] = JSON.parse(process.env.E2E_STACKS ?? "[]");
	return stacks[Number(process.env.TEST_PARALLEL_INDEX ?? 0)] ?? { url: "", database: "", env: {} };
}
