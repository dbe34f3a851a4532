import net from "node:net";

const given = new Set();

/** The wanted port if nothing listens on it, else any free one. Never the same one twice in a process. */
export async function freePort(wanted = 0) {
	if (wanted && !given.has(wanted) && (await isFree(wanted))) return keep(wanted);
	for (;;) {
		const port = await anyPort();
		if (!given.has(port) && (await isFree(port))) return keep(port);
	}
}

function keep(port) {
	given.add(port);
	return port;
}

// Browsers try [::1] before 127.0.0.1 for "localhost": a port is ours only when both are free.
async function isFree(port) {
	return (await listens(port, "127.0.0.1")) && (await listens(port, "::"));
}

function listens(port, host) {
	return new Promise((resolve) => {
		const server = net.createServer();
		// A machine without IPv6 has nobody on it either.
		server.once("error", (error) => resolve(error.code === "EAFNOSUPPORT" || error.code === "EADDRNOTAVAIL"));
		server.listen({ port, host }, () => server.close(() => resolve(true)));
	});
}

function anyPort() {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}
