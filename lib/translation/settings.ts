import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type Channel, settings, type TranslationProvider } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { seal, unseal } from "@/lib/secrets";
import type { TranslationGiven } from "./schema";
import type { Engine } from "./translate";

const key = "translation";

type Kept = {
	provider: TranslationProvider | null;
	url: string;
	model: string;
	sealedKey: string | null;
	language: string;
	channels: Channel[];
};
export type TranslationSettings = Omit<Kept, "sealedKey"> & { hasKey: boolean };

const unset: Kept = { provider: null, url: "", model: "", sealedKey: null, language: "es", channels: ["email", "sms", "whatsapp", "chat"] };

async function load(): Promise<Kept> {
	const [row] = await db().select({ value: settings.value }).from(settings).where(eq(settings.key, key));
	return { ...unset, ...(row?.value as Partial<Kept> | undefined) };
}

/** What is set, without what is secret. Off until somebody has set it. */
export async function translationSettings(): Promise<TranslationSettings> {
	const { sealedKey, ...shown } = await load();
	return { ...shown, hasKey: sealedKey !== null };
}

/** Who translates on a channel, and into which language; null where nobody does. */
export async function translatorFor(channel: Channel): Promise<(Engine & Pick<Kept, "language">) | null> {
	const kept = await load();
	if (!kept.provider || !kept.channels.includes(channel)) return null;
	return { ...engineOf(kept, kept.provider, kept.sealedKey && unseal(kept.sealedKey)), language: kept.language };
}

/** The engine as it is about to be set: a key that is not given is the one that is kept, if it was for the same server. */
export async function engineGiven(given: TranslationGiven): Promise<Engine> {
	if (!given.provider) throw new DomainError("translationOff");
	const kept = await load();
	return engineOf(given, given.provider, given.key ?? (sameServer(given, kept) && kept.sealedKey ? unseal(kept.sealedKey) : null));
}

/** Sets who translates, what and when. */
export async function saveTranslation({ key: given, ...rest }: TranslationGiven, _actor: UserActor): Promise<void> {
	const kept = await load();
	const sealedKey = given === null ? (sameServer(rest, kept) ? kept.sealedKey : null) : given && seal(given);
	const value: Kept = { ...rest, sealedKey: sealedKey || null };
	await db()
		.insert(settings)
		.values({ key, value })
		.onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: new Date() } });
}

/** A key is never sent to another server than the one it was given for. */
const sameServer = (a: Pick<Kept, "provider" | "url">, b: Pick<Kept, "provider" | "url">) => a.provider === b.provider && a.url === b.url;

const engineOf = ({ url, model }: Pick<Kept, "url" | "model">, provider: TranslationProvider, key: string | null): Engine => ({
	provider,
	account: { url, key: key ?? "", model },
});
