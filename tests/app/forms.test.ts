import { eq, sql } from "drizzle-orm";
import { parseHTML } from "linkedom";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { GET, POST } from "@/app/forms/[key]/route";
import { db } from "@/db";
import { formSubmissions, forms, inboxes } from "@/db/schema";
import { archiveForm, createForm, enableForm } from "@/lib/forms/save";
import { trapName } from "@/lib/forms/schema";
import { fields, input } from "../lib/forms/support";
import { setupDatabase } from "../support/database";
import { makeInbox, makeUser } from "../support/factories";

setupDatabase();
let key: string;
let formId: number;
const hostile = `"><img src=x onerror=alert(1)>'</textarea><script>alert(2)</script>&amp;`;

beforeAll(async () => {
	const main = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, main.id));
});
beforeEach(async () => {
	await db().delete(forms);
	const admin = await makeUser("admin");
	const own = fields.map((field) => ({ ...field, label: `${field.label} ${hostile}`.slice(0, 200), hint: hostile }));
	({ formId } = await createForm({ ...input, fields: own, title: hostile, intro: hostile, sites: ["https://www.shop.example"] }, admin));
	await enableForm(formId, true, admin);
	key = (await db().select().from(forms).where(eq(forms.id, formId)))[0]?.publicId ?? "";
});

const params = (given = key) => ({ params: Promise.resolve({ key: given }) });
const get = (query = "", given = key, headers: Record<string, string> = {}) =>
	GET(new Request(`http://localhost:3999/forms/${given}${query}`, { headers }), params(given));
let network = 0;
const post = (typed: Record<string, string>, headers: Record<string, string> = {}, query = "") =>
	POST(
		new Request(`http://localhost:3999/forms/${key}${query}`, {
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded", host: "localhost:3999", "x-forwarded-for": `203.0.113.${++network}`, ...headers },
			body: new URLSearchParams(typed).toString(),
		}),
		params(),
	);
const documentOf = async (response: Response) => parseHTML(await response.text()).document;
const right = { f1: "Ana", f2: "ana@example.org", f6: "Hello" };
const kept = () => db().select().from(formSubmissions);

test("it is shown to anybody, with a policy under which no script runs, in its language, framed by the sites it names and no other", async () => {
	const response = await get();
	expect(response.status).toBe(200);
	const policy = response.headers.get("content-security-policy") ?? "";
	expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors https:\/\/www\.shop\.example$/);
	expect(response.headers.get("set-cookie")).toBeNull();
	const page = await documentOf(response);
	expect(page.querySelector("html")?.getAttribute("lang")).toBe("en");
	expect(page.querySelectorAll("script, img, [onerror], link").length).toBe(0);
	expect(page.querySelector("h1")?.textContent).toBe(hostile);
	for (const { id } of fields) expect(page.querySelectorAll(`[name="${id}"]`).length).toBeGreaterThan(0);
});

test("what is wrong is told beside its field, and nothing typed is lost, whatever it looks like", async () => {
	const typed = { f1: hostile, f2: hostile, f5: "Other", f6: `${hostile}\nsecond line`, f7: "1", f8: "en", f9: "2026-13-01" };
	const response = await post(typed);
	expect(response.status).toBe(422);
	const page = await documentOf(response);
	const value = (id: string) => page.querySelector(`[name="${id}"]`)?.getAttribute("value");
	expect([value("f1"), value("f2"), value("f9")]).toEqual([typed.f1, typed.f2, typed.f9]);
	// This parser leaves the text of a textarea as it is written.
	expect(parseHTML(`<html><body>${page.querySelector("textarea")?.textContent}</body></html>`).document.body.textContent?.trim()).toBe(typed.f6);
	expect(page.querySelector("option[selected]")?.getAttribute("value")).toBe("Other");
	expect([...page.querySelectorAll("input[checked]")].map((box) => box.getAttribute("name"))).toEqual(["f7", "f8"]);
	expect(page.querySelectorAll("script, img").length).toBe(0);
	const wrong = [...page.querySelectorAll("[aria-invalid]")].map((one) => one.getAttribute("name"));
	expect(wrong).toEqual(["f2", "f9"]);
	expect(page.querySelector("#f2")?.getAttribute("aria-describedby")).toBe("f2-hint f2-error");
	expect(page.querySelector("#f2-error")?.textContent).toContain("full email address");
	expect(page.querySelector("[role=alert]")?.querySelectorAll("a[href='#f2'], a[href='#f9']").length).toBe(2);
	expect(page.querySelector("#f2")?.hasAttribute("autofocus")).toBe(true);
});

test("sent, it is thanked for at an address that may be loaded again", async () => {
	for (const query of ["", "?embed"]) {
		const response = await post({ ...right, f6: `Hello ${query}` }, {}, query);
		expect([response.status, response.headers.get("location")]).toEqual([303, `/forms/${key}${query ? "?embed&sent" : "?sent"}`]);
	}
	expect(await kept()).toHaveLength(2);
	const thanks = await documentOf(await get("?sent"));
	expect(thanks.querySelector(".intro")?.textContent).toBe("We will write to you.");
	// The machine gets the same answer.
	expect((await post({ ...right, [trapName]: "x" })).status).toBe(303);
});

test("from a page that it is not meant for, it comes back filled in, to be sent from ours; from a site of the form it is taken", async () => {
	const response = await post(right, { origin: "https://elsewhere.example" });
	expect(response.status).toBe(403);
	expect((await documentOf(response)).querySelector("#f1")?.getAttribute("value")).toBe("Ana");
	expect((await post(right, { origin: "null" })).status).toBe(403);
	expect(await kept()).toHaveLength(0);
	expect((await post(right, { origin: "https://www.shop.example" })).status).toBe(303);
	expect((await post({ ...right, f6: "Again" }, { origin: "http://localhost:3999" })).status).toBe(303);
	expect(await kept()).toHaveLength(2);
});

test("too much, of the wrong kind, or too often is refused in words; what was typed stays where it could be read", async () => {
	expect((await post({ ...right, f6: "x".repeat(600_000) })).status).toBe(413);
	expect((await post(right, { "content-type": "multipart/form-data; boundary=x" })).status).toBe(413);
	expect((await post({ ...right, f6: "x".repeat(10_001) })).status).toBe(422);
	for (let i = 0; i < 10; i++) await post({ ...right, f6: `Nr ${i}` }, { "x-forwarded-for": "198.51.100.1" });
	const over = await post({ ...right, f6: "Nr 11" }, { "x-forwarded-for": "203.0.113.1, 198.51.100.1" });
	expect([over.status, over.headers.get("retry-after")]).toEqual([429, "600"]);
	expect((await documentOf(over)).querySelector("textarea")?.textContent?.trim()).toBe("Nr 11");
});

test("one that is closed, put away, or not there says so, in the form's language or the visitor's", async () => {
	const admin = await makeUser("admin");
	await enableForm(formId, false, admin);
	expect([(await get()).status, (await post(right)).status]).toEqual([410, 410]);
	await enableForm(formId, true, admin);
	await archiveForm(formId, true, admin);
	expect((await get()).status).toBe(410);
	for (const wrong of ["nothing", "a/../b", "%00", "x".repeat(200)]) expect((await get("", wrong)).status).toBe(404);
	const page = await documentOf(await get("", "nothing", { "accept-language": "it" }));
	expect(page.querySelector("h1")?.textContent).toBe("Questo modulo non è disponibile");
	expect(await db().execute(sql`SELECT 1 FROM form_submissions`)).toHaveLength(0);
});
