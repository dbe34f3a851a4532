import fs from "node:fs";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { setupDatabase } from "@/tests/support/database";
import { mailArrives, makeInbox, makeUser } from "@/tests/support/factories";
import { newRequest, signedInAs } from "@/tests/support/request";

vi.mock("next/headers", () => import("@/tests/support/request"));
vi.mock("next-intl/server", () => ({
	getTranslations: async () => (key: string, values: unknown) => `${key} ${JSON.stringify(values ?? {})}`,
	getLocale: async () => "es",
	getMessages: async () => ({}),
	getRequestConfig: (config: unknown) => config,
}));
setupDatabase();
beforeEach(newRequest);

const found = fs.readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === "page.tsx");
/** For who signs in or was invited; or there is nothing in it. */
const forAnybody = ["page.tsx", "sign-in/page.tsx", "invitation/[token]/page.tsx", "(app)/inbox/page.tsx"];
const closed = found.filter((file) => !forAnybody.includes(file));
const isForAdmins = (file: string) => /^\(app\)\/(automations|chatbots|settings\/(?!profile\/|page\.tsx))/.test(file);

const name = "Zyzzyva Quagga";
let conversationId: number;
beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	({ conversationId } = await mailArrives({ from: `${name} <z@example.it>` }));
});

/** Where a page sends whoever asks, by what Next throws; null where it answers. */
async function sent(work: () => unknown): Promise<{ to: string | null; said: unknown }> {
	try {
		return { to: null, said: await work() };
	} catch (error) {
		return { to: String((error as { digest?: string }).digest ?? error), said: null };
	}
}
type Page = { default: (props: object) => unknown; generateMetadata?: (props: object) => unknown };
const load = (file: string) => import(/* @vite-ignore */ path.resolve("app", file)) as Promise<Page>;
const props = () => ({ params: Promise.resolve({ id: String(conversationId), token: "none" }), searchParams: Promise.resolve({}) });

test("there are pages for anybody, for the staff and for admins", () => {
	expect(found).toEqual(expect.arrayContaining(forAnybody));
	expect(closed).toContain("(print)/inbox/[id]/print/page.tsx");
	expect(closed.filter(isForAdmins)).toContain("(app)/settings/users/page.tsx");
});

// What a page is called is answered together with it, also when it sends elsewhere: its title is as closed as the page.
describe.each(closed)("%s", (file) => {
	test("and its title show nothing to who is not signed in", async () => {
		const page = await load(file);
		expect((await sent(() => page.default(props()))).to).toMatch(/^NEXT_REDIRECT;.*\/sign-in/);
		const title = await sent(() => page.generateMetadata?.(props()));
		expect(JSON.stringify(title.said ?? "")).not.toContain(name);
	});

	if (isForAdmins(file))
		test("is not there for an operator", async () => {
			await signedInAs((await makeUser("operator")).user.id);
			expect((await sent(async () => (await load(file)).default(props()))).to).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
		});
});

test("the test of titles looks at something: who is signed in reads the name", async () => {
	await signedInAs((await makeUser()).user.id);
	for (const file of ["(print)/inbox/[id]/print/page.tsx", "(app)/customers/[id]/page.tsx"])
		expect(JSON.stringify((await sent(async () => (await load(file)).generateMetadata?.(props()))).said), file).toContain(name);
});
