// The first admin of a real deployment, or anybody else: npm run create-user -- --name "Ana Ruiz" --email ana@example.com [--role operator] [--language en]
// The password is asked for, or is the first line of standard input: in the arguments, every process of the machine could read it.
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { z } from "zod";
import { closeDatabase } from "@/db";
import { languages, roles } from "@/db/schema";
import { createUser } from "@/lib/users/create";
import { loadDotEnv } from "./lib/environment.mjs";

const shortest = 12;
const schema = z.object({
	name: z.string().trim().min(1).max(200),
	email: z.string().trim().pipe(z.email()).pipe(z.string().max(254)),
	role: z.enum(roles).default("admin"),
	language: z.enum(languages).default("es"),
});

try {
	loadDotEnv();
	const text = { type: "string" } as const;
	const { values } = parseArgs({ options: { name: text, email: text, role: text, language: text } });
	const given = schema.safeParse(values);
	if (!given.success) throw new Error(given.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n"));
	const user = await createUser({ ...given.data, password: await readPassword() });
	console.log(`${user.name} <${user.email}> can sign in as ${user.role}.`);
} catch (error) {
	console.error(sentence(error));
	process.exitCode = 1;
} finally {
	await closeDatabase();
}

async function readPassword(): Promise<string> {
	const password = process.stdin.isTTY ? await ask("Password: ") : await firstLine();
	if (password.length < shortest || password.length > 200) throw new Error(`The password must have ${shortest} to 200 characters.`);
	if (process.stdin.isTTY && (await ask("Again: ")) !== password) throw new Error("The two passwords are not the same.");
	return password;
}

/** Asks on the terminal without showing what is typed. */
async function ask(question: string): Promise<string> {
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
	terminal.once("SIGINT", () => process.exit(130));
	// Only now: from here on the terminal shows nothing of what is typed.
	process.stderr.write(question);
	const answer = await terminal.question("");
	terminal.close();
	process.stderr.write("\n");
	return answer;
}

async function firstLine(): Promise<string> {
	for await (const line of createInterface({ input: process.stdin })) return line;
	return "";
}

function sentence(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause as { code?: string; message?: string } | undefined;
	if (cause?.code === "23505") return "Somebody with this email address already exists.";
	// The statement that failed holds the password's hash.
	return cause?.message ?? error.message;
}
