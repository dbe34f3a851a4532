import "server-only";
import { SendError } from "./provider";

/** One address and nothing else: an answer goes to where a stranger's Reply-To says, which must not bring headers or further recipients along. */
export function plainAddress(address: string): string {
	if (/^[^\s<>()[\],;:"\\\p{Cc}@]+@[^\s<>()[\],;:"\\\p{Cc}@]+$/u.test(address)) return address;
	throw new SendError("invalidRecipient", `${JSON.stringify(address)} is not an address`, false);
}
