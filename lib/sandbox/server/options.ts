import "server-only";

export type Delays = {
	/** Milliseconds from accepting to `sent`. */
	sent: number;
	/** Milliseconds from `sent` to `delivered`, `bounced` or `undelivered`. */
	delivered: number;
	/** Milliseconds between the attempts of one webhook; the last one repeats. */
	retry: number[];
};

export type SandboxOptions = {
	/** 0: any free one. */
	port: number;
	host: string;
	/** Where the journal is kept. Made when missing. */
	directory: string;
	/** The address that clients know the stand-in by, where it isn't http://host:port. Signed download addresses begin with it. */
	url?: string;
	/** The application's public address: webhooks are posted to it, and Twilio's signature covers it. */
	appUrl: string;
	resendKey: string;
	resendWebhookSecret: string;
	twilioSid: string;
	twilioToken: string;
	delays?: Partial<Delays>;
	/** Requests a second that Resend's stand-in takes before it answers 429. Without it: any number. */
	resendPerSecond?: number;
	/** Numbers that Twilio's stand-in refuses when asked to send to them, and with which code. */
	refusals?: Record<string, number>;
	/** How long a signed download address is good for, in milliseconds. One hour. */
	linkLifetime?: number;
	/** Hears of what went wrong inside the stand-in itself. */
	onError?: (error: unknown) => void;
};

export const defaultDelays: Delays = { sent: 150, delivered: 400, retry: [100, 250, 500, 1000, 2000, 5000] };
/** A webhook that nobody took after this many attempts is given up (about eight minutes with the default delays). */
export const maxAttempts = 100;
