import { describe, expect, test } from "vitest";
import { type Import, importsOf, read, sources } from "../support/sources";

const files = sources();
const imports = files.flatMap(importsOf);
const written = (found: Import[]) => found.map(({ file, target }) => `${file} imports ${target}`);

describe("who may import whom", () => {
	test("nothing reaches into another top folder by a relative path, where no rule would see it", () => {
		const top = (file: string) => file.split("/")[0];
		const relative = files.flatMap((file) => [...read(file).matchAll(/from "(\.\.?\/[^"]+)"/g)].map((found) => ({ file, target: found[1] ?? "" })));
		expect(relative.filter(({ file, target }) => top(file) !== new URL(target, `file:///${file}`).pathname.split("/")[1])).toEqual([]);
	});

	/** From the bottom up. The nouns of one layer leave each other alone, unless they are said to stand together. */
	const layers: { nouns: string[]; together?: boolean }[] = [
		{ nouns: ["i18n", "storage", "realtime", "jobs", "channels", "mail"], together: true },
		{ nouns: ["auth", "settings", "inboxes", "users"], together: true },
		{ nouns: ["customers", "audit"] },
		{ nouns: ["conversations"] },
		{ nouns: ["search", "drafts"] },
		{ nouns: ["attachments"] },
		{ nouns: ["messages", "notes", "assignments"] },
		{ nouns: ["templates", "translation"] },
		{ nouns: ["chatbots"] },
		{ nouns: ["automations"] },
		{ nouns: ["timeline", "webhooks", "forms", "health", "sandbox", "views", "notifications"] },
		{ nouns: ["mailboxes"] },
	];
	/** The worker's list of what handles each job: it must know all. */
	const wiring = ["lib/jobs/tasks.ts"];
	const noun = (path: string) => /^lib\/([^/]+)\//.exec(path)?.[1];
	const layer = (name: string) => layers.findIndex(({ nouns }) => nouns.includes(name));

	test("nouns point one way", () => {
		const known = files.map(noun).filter((name) => name !== undefined);
		expect(
			[...new Set(known)].filter((name) => layer(name) < 0),
			"a new folder in lib: give it its place above",
		).toEqual([]);
		const wrong = imports.filter(({ file, target }) => {
			const [from, to] = [noun(file), noun(target)];
			if (!from || !to || from === to || wiring.includes(file)) return false;
			return layer(to) > layer(from) || (layer(to) === layer(from) && !layers[layer(from)]?.together);
		});
		expect(written(wrong)).toEqual([]);
	});

	const homes = {
		resend: "lib/channels/resend.ts",
		twilio: "lib/channels/twilio.ts",
		pusher: "lib/realtime/publish.ts",
		"pusher-js": "lib/realtime/client.ts",
		flydrive: "lib/storage/storage.ts",
		"@aws-sdk/client-s3": "lib/storage/storage.ts",
		sharp: ["lib/attachments/thumbnail.ts", "lib/storage/square-picture.ts"],
		juice: "lib/mail/outgoing.ts",
		"@node-rs/argon2": "lib/auth/password.ts",
		"next-auth": "lib/auth/",
		"graphile-worker": "lib/jobs/",
		"web-push": "lib/notifications/push.ts",
		imapflow: "lib/channels/imap.ts",
	};
	test.each(Object.entries(homes))("%s is known in one place", (sdk, home) => {
		const found = imports.filter(({ target, typeOnly, file }) => !typeOnly && (target === sdk || target.startsWith(`${sdk}/`)) && file !== "db/migrate.ts");
		expect(found.length).toBeGreaterThan(0);
		expect(written(found.filter(({ file }) => ![home].flat().some((place) => file.startsWith(place))))).toEqual([]);
	});

	test("what touches the database says that it stays on the server", () => {
		const touching = imports.filter(({ file, target, typeOnly }) => file.startsWith("lib/") && !typeOnly && ["db", "drizzle-orm"].includes(target));
		const open = touching.filter(({ file }) => !/^(import "server-only";|"use server";)/.test(read(file)));
		expect(written(open)).toEqual([]);
	});

	test("what is loaded later comes by onDemand: anything else throws in the place of the part, and takes the page with it", () => {
		const lazy = files.filter((file) => /\b(?:React\.)?lazy\(/.test(read(file)));
		expect([...written(imports.filter(({ target }) => target === "next/dynamic")), ...lazy]).toEqual([]);
	});

	test("client components know queries, verbs and tables by their types alone", () => {
		const client = files.filter((file) => read(file).startsWith('"use client"'));
		const guarded = (target: string) => [`${target}.ts`, `${target}.tsx`].some((file) => files.includes(file) && read(file).startsWith('import "server-only"'));
		const wrong = client
			.flatMap(importsOf)
			.filter(({ target, typeOnly }) => !typeOnly && (/^(db|scripts|app)(\/|$)(?!.*\.css$)/.test(target) || guarded(target)));
		expect(written(wrong)).toEqual([]);
	});
});
