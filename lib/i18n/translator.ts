import "server-only";
import { createTranslator } from "use-intl/core";
import type { Language } from "@/db/schema";
import { type Messages, type Namespace, namespaces } from "./namespaces";

const loaded = new Map<Language, Promise<Messages>>();

/** All texts of a language, read once a process. */
export function loadMessages(language: Language): Promise<Messages> {
	const known = loaded.get(language);
	if (known) return known;
	const reading = readMessages(language);
	loaded.set(language, reading);
	return reading;
}

async function readMessages(language: Language): Promise<Messages> {
	const names = Object.keys(namespaces) as Namespace[];
	const files = await Promise.all(names.map((name) => import(`./messages/${language}/${name}.json`)));
	return Object.fromEntries(names.map((name, i) => [name, files[i].default])) as Messages;
}

/** The part of the texts that client components may ask for. */
export function clientMessages(messages: Messages): Partial<Messages> {
	return Object.fromEntries(Object.entries(messages).filter(([name]) => namespaces[name as Namespace] === "client"));
}

/** Sentences outside of rendering, in a language of our choosing. What renders uses next-intl's own hooks. */
export async function translator<N extends Namespace>(language: Language, namespace: N) {
	return createTranslator<Messages, N>({ locale: language, messages: await loadMessages(language), namespace });
}
