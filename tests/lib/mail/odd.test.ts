import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readMail } from "@/lib/mail/read-mail";

const folder = fileURLToPath(new URL("../../fixtures/odd-mail/", import.meta.url));

type Expected = Partial<{
	subject: string;
	subjectContains: string;
	from: string;
	name: string;
	text: string;
	textContains: string;
	date: string | null;
	/** Names of the files that are listed, or how many; null: whatever. */
	files: string[] | number | null;
	size: number;
	automatic: boolean;
	bounce: string | null;
	sealed: boolean;
	visible: string;
}>;

const expected: Record<string, Expected> = JSON.parse(readFileSync(`${folder}expected.json`, "utf8"));
const read = (name: string) => readMail(readFileSync(`${folder}${name}.eml`));

describe("odd mail", () => {
	it("has an expectation for each", () =>
		expect(
			readdirSync(folder)
				.filter((file) => file.endsWith(".eml"))
				.map((file) => file.slice(0, -4))
				.sort(),
		).toEqual(Object.keys(expected).sort()));

	it.each(Object.keys(expected))("%s", async (name) => {
		const wanted = expected[name] ?? {};
		const mail = await read(name);
		const files = mail.attachments.filter((file) => !file.inline);
		expect(mail.unparsed).toBe(false);
		expect(JSON.stringify({ ...mail, attachments: [] })).not.toContain("\\u0000");
		if (wanted.subject !== undefined) expect(mail.subject).toBe(wanted.subject);
		if (wanted.subjectContains) expect(mail.subject).toContain(wanted.subjectContains);
		if (wanted.from) expect(mail.from?.address).toBe(wanted.from);
		if (wanted.name) expect(mail.from?.name).toBe(wanted.name);
		if (wanted.text !== undefined) expect(mail.text).toBe(wanted.text);
		if (wanted.textContains) expect(mail.text).toContain(wanted.textContains);
		if (wanted.date !== undefined) expect(mail.date?.toISOString() ?? null).toBe(wanted.date);
		if (wanted.automatic !== undefined) expect(mail.automatic).toBe(wanted.automatic);
		if (wanted.bounce !== undefined) expect(mail.bounce?.status ?? null).toBe(wanted.bounce);
		if (wanted.sealed !== undefined) expect(mail.sealed).toBe(wanted.sealed);
		if (wanted.visible) expect(mail.text.slice(0, mail.visibleLength ?? undefined)).toBe(wanted.visible);
		if (Array.isArray(wanted.files)) expect(files.map(({ filename }) => filename)).toEqual(wanted.files);
		if (typeof wanted.files === "number") expect(files).toHaveLength(wanted.files);
		if (wanted.size) expect(files[0]?.content.length).toBe(wanted.size);
		if (wanted.files === undefined && !wanted.bounce) expect(files.filter(({ contentType }) => contentType !== "text/calendar")).toEqual([]);
	});
});
