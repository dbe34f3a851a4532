import "server-only";
import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";

/** What stands for the network somebody comes from: one IPv4 address, or the /64 that a household or a phone has of IPv6. Nobody's address is kept. */
export function networkHash(address: string): string {
	return createHmac("sha256", env().AUTH_SECRET)
		.update(`network of a form\0${networkOf(address)}`)
		.digest("base64url")
		.slice(0, 22);
}

function networkOf(address: string): string {
	if (!ipaddr.isValid(address)) return address;
	const parsed = ipaddr.process(address);
	return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(":") : parsed.toString();
}
