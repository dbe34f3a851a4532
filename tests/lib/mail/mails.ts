import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../fixtures/mail/", import.meta.url));

const beside = fileURLToPath(new URL("../../../../shared/fixtures/mail", import.meta.url));

/** More mails than we may carry along: a folder of folders, each with .eml files and an expected.json. Named, or beside the project. */
export const corpus = process.env.MAIL_CORPUS ?? (existsSync(beside) ? beside : undefined);

export const corpusFolders = () =>
	(corpus ? readdirSync(corpus) : []).map((folder) => ({
		folder,
		expectations: JSON.parse(readFileSync(`${corpus}/${folder}/expected.json`, "utf8")),
		files: readdirSync(`${corpus}/${folder}`).filter((name) => name.endsWith(".eml")),
	}));

export const fixture = (name: string) => readFileSync(`${folder}${name}.eml`);

/** A raw mail of the lines given, with CRLF between them. Bytes above 127 as UTF-8. */
export const mail = (...lines: string[]) => Buffer.from(lines.join("\r\n"));

/** A multipart mail; each part a list of lines. */
export const multipart = (headers: string[], subtype: string, parts: string[][]) =>
	mail(...headers, "MIME-Version: 1.0", `Content-Type: multipart/${subtype}; boundary="edge"`, "", ...parts.flatMap((part) => ["--edge", ...part]), "--edge--");

export const from = ["From: Ana Ruiz <ana@example.com>", "To: support@example.org", "Subject: Hello", "Message-ID: <m1@example.com>"];
export const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

/** CPU milliseconds of this process, not of the clock: other tests run beside it. */
export function cpuMs(work: () => void): number {
	const begin = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(begin);
	return (user + system) / 1_000;
}
