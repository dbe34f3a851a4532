import "server-only";
import { env } from "@/lib/env";

// Chrome and the browsers made of it, Firefox, Edge on Windows, Safari.
const services = ["fcm.googleapis.com", ".push.services.mozilla.com", ".notify.windows.com", ".push.apple.com"];
const loopback = ["127.0.0.1", "localhost"];

/** Whether an address that a browser gave is a push service's: we post there, and it could be any address of our own network. */
export function isPushEndpoint(endpoint: string): boolean {
	if (!URL.canParse(endpoint)) return false;
	const { protocol, hostname, port, username, password } = new URL(endpoint);
	if (protocol !== "https:" || username || password) return false;
	if (env().PUSH_LOOPBACK_CA && loopback.includes(hostname)) return true;
	return port === "" && services.some((service) => (service.startsWith(".") ? hostname.endsWith(service) : hostname === service));
}
