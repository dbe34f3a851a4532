/** What a hosted Pusher application allows by default; tests shorten the times. */
export const defaultLimits = {
	/** Milliseconds of silence after which either side asks the other whether it is still there. */
	activityTimeout: 120_000,
	/** Milliseconds that a client has to answer a ping. */
	pongTimeout: 30_000,
	/**
	 * Milliseconds that a client has to say whose it is, where it listens to what is not for everybody: nobody's could not be ended from outside.
	 * (An application that is hosted can be set to ask for the same.)
	 */
	signIn: 60_000,
	/** Bytes of one event's data. */
	eventData: 10_240,
	/** Bytes of one frame from a client; escaped JSON can be several times its data. */
	frame: 65_536,
	/** Bytes of one HTTP request: a full batch, escaped. */
	body: 262_144,
	/** Bytes waiting for one client before it counts as too slow and is dropped. */
	backlog: 1_048_576,
	connections: 10_000,
	channelsPerConnection: 200,
	membersPerChannel: 100,
	/** Bytes of a member's `user_info`. */
	userInfo: 1_024,
	clientEventsPerSecond: 10,
	channelsPerEvent: 100,
	eventsPerBatch: 10,
	/** Milliseconds for which a cache channel remembers its last event. */
	cache: 30 * 60_000,
};
export type Limits = typeof defaultLimits;

export interface RealtimeOptions {
	/** 0 takes any free port. */
	port: number;
	/** Address to listen on. */
	host?: string;
	appId: string;
	key: string;
	secret: string;
	/** Pages that may connect, as `https://host[:port]`. Without it every page may: private channels are signed by the application anyway. */
	origins?: readonly string[];
	/** Send `pusher_internal:subscription_count` to public and private channels whenever it changes. */
	subscriptionCounts?: boolean;
	limits?: Partial<Limits>;
	/** Told of what is worth a line in a log. */
	report?: (what: string, details: Record<string, unknown>) => void;
}

export type App = Required<Omit<RealtimeOptions, "port" | "host" | "limits" | "origins">> & { origins: readonly string[] | null; limits: Limits };

export function toApp({ appId, key, secret, origins, subscriptionCounts, limits, report }: RealtimeOptions): App {
	return {
		appId,
		key,
		secret,
		origins: origins ?? null,
		subscriptionCounts: subscriptionCounts ?? false,
		limits: { ...defaultLimits, ...limits },
		report: report ?? (() => {}),
	};
}
