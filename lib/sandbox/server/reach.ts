import "server-only";
import type { Sandbox } from "./sandbox";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Nothing leaves this machine: the stand-in talks to the application and to loopback addresses, whatever a request names. */
export function mayReach(sandbox: Sandbox, address: string): boolean {
	if (!URL.canParse(address)) return false;
	const url = new URL(address);
	if (url.protocol !== "http:" && url.protocol !== "https:") return false;
	return url.origin === new URL(sandbox.options.appUrl).origin || loopback.has(url.hostname);
}
