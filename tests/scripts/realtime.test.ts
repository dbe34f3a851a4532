import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { until } from "@/tests/support/poll";

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

it("serves until it is told to stop, and then sends clients away", async () => {
	const port = await freePort();
	const env = { ...process.env, PUSHER_KEY: "process-key", PUSHER_SECRET: "process-secret", PUSHER_PORT: String(port) };
	const realtime = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/realtime.ts"], { env, stdio: "inherit" });
	try {
		await until(async () => (await fetch(`http://127.0.0.1:${port}/health`)).ok, { timeout: 15_000 });
		const socket = new WebSocket(`ws://127.0.0.1:${port}/app/process-key?protocol=7`);
		await once(socket, "message");
		const closed = once(socket, "close");
		const exited = once(realtime, "exit");
		const started = performance.now();
		realtime.kill("SIGTERM");
		expect((await closed)[0]).toBe(4200);
		expect(await exited).toEqual([0, null]);
		expect(performance.now() - started).toBeLessThan(2_000);
	} finally {
		realtime.kill("SIGKILL");
	}
});
