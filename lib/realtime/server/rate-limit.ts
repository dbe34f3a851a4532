/** Lets through so many per second, evenly refilled. */
export class RateLimit {
	private tokens: number;
	private refilledAt = performance.now();

	constructor(private readonly perSecond: number) {
		this.tokens = perSecond;
	}

	take(): boolean {
		const now = performance.now();
		this.tokens = Math.min(this.perSecond, this.tokens + ((now - this.refilledAt) / 1_000) * this.perSecond);
		this.refilledAt = now;
		if (this.tokens < 1) return false;
		this.tokens -= 1;
		return true;
	}
}
