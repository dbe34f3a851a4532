import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const host = fileURLToPath(new URL("./cluster-host.mjs", import.meta.url));

/** An empty PostgreSQL in the temporary directory, on a free port. It goes with this process, even with a killed one, and so does what is put into `home`. */
export async function startCluster(): Promise<{ url: string; home: string; stop: () => Promise<void> }> {
	const child = fork(host, { detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"], execArgv: [] });
	const [answer] = (await once(child, "message")) as [{ url?: string; home?: string; error?: string }];
	if (!answer.url || !answer.home) throw new Error(answer.error);
	return {
		url: answer.url,
		home: answer.home,
		stop: async () => {
			const exited = once(child, "exit");
			child.disconnect();
			await exited;
		},
	};
}

/** The same server, another database. */
export function databaseUrl(server: string, name: string): string {
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
}
