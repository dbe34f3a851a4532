import "server-only";
import { hash, verify } from "@node-rs/argon2";

// argon2id (the library's default) as OWASP's password storage sheet asks: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
	return hash(password, cost);
}

let nobodys: Promise<string> | undefined;

/** Works as long for an address nobody has (hash null) as for one somebody has, so that the time taken tells nothing. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	nobodys ??= hashPassword("nobody's password");
	const right = await verify(passwordHash ?? (await nobodys), password);
	return right && passwordHash !== null;
}
