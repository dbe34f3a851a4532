import { parseArgs } from "node:util";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { startRealtime } from "@/lib/realtime/server/start";

const { values } = parseArgs({ options: { listen: { type: "string", default: "127.0.0.1" } } });
const { PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_PORT } = env();

const realtime = await startRealtime({
	port: PUSHER_PORT,
	host: values.listen,
	appId,
	key,
	secret,
	report: (what, details) => log().warn(details, `realtime: ${what}`),
});
log().info({ port: realtime.port }, "realtime is ready");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
	process.once(signal, async () => {
		await realtime.close();
		process.exit(0);
	});
}
