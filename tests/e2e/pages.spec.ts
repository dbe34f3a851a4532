import { expect } from "@playwright/test";
import { chat, row, signIn } from "./support/operator";
import { test } from "./support/test";

test("the list stays mounted and keeps its scroll while conversations change", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	const list = page.locator(".overflow-y-auto").filter({ has: page.getByRole("list", { name: "Conversaciones" }) });
	await list.evaluate((element) => {
		element.scrollTop = 600;
		element.setAttribute("data-marked", "yes");
	});
	const before = await list.evaluate((element) => element.scrollTop);
	const rows = page.locator("a[data-conversation]");
	const middle = rows.nth(Math.floor((await rows.count()) / 2));
	await middle.click();
	await expect(chat(page)).toBeVisible();
	expect(await list.evaluate((element) => [element.scrollTop, element.getAttribute("data-marked")])).toEqual([before, "yes"]);
});

test("the whole job by keyboard alone: move, open, flag, answer, archive", async ({ browser }) => {
	const page = await signIn(browser, "emma", { locale: "en-GB" });
	await expect(page.locator("a[data-conversation]").first()).toBeVisible();
	await page.keyboard.press("j");
	await page.keyboard.press("j");
	await page.keyboard.press("Enter");
	await page.waitForURL(/\/inbox\/\d+/);
	const id = page.url().match(/inbox\/(\d+)/)?.[1];
	const open = page.locator(`a[data-conversation="${id}"]`);
	const region = page.getByRole("region", { name: /^Conversation with/ });
	const flag = region.getByRole("button", { name: /flag/i }).first();
	const was = await flag.getAttribute("aria-pressed");
	await page.keyboard.press("s");
	await expect(flag).toHaveAttribute("aria-pressed", was === "true" ? "false" : "true");
	await page.keyboard.press("n");
	await expect(region.locator("textarea:focus, [contenteditable]:focus")).toBeVisible();
	await page.keyboard.type("A note by keyboard");
	await page.keyboard.press("ControlOrMeta+Enter");
	await expect(region).toContainText("A note by keyboard");
	await page.keyboard.press("Escape");
	await page.keyboard.press("e");
	await expect(open).toHaveCount(0);
	await page.keyboard.press("?");
	await expect(page.getByRole("dialog")).toBeVisible();
});

test("what changed while the connection was lost is there after it came back", async ({ browser }) => {
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	const first = lucia.locator("a[data-conversation]").first();
	const id = await first.getAttribute("data-conversation");
	await lucia.context().setOffline(true);
	await jorge.goto(`/inbox/${id}`);
	await chat(jorge).getByRole("button", { name: "Archivar" }).click();
	await expect(row(jorge, "").and(jorge.locator(`[data-conversation="${id}"]`))).toHaveCount(0);
	await expect(lucia.locator(`a[data-conversation="${id}"]`)).toHaveCount(1);
	await lucia.context().setOffline(false);
	await expect(lucia.locator(`a[data-conversation="${id}"]`)).toHaveCount(0, { timeout: 15_000 });
});

test("nobody gets in without signing in, and an operator not into the settings", async ({ browser, request }) => {
	for (const path of ["/api/conversations", "/api/conversations/counts", "/api/conversations/1/timeline", "/api/messages/1/source", "/api/attachments/1"]) {
		expect((await request.get(path)).status(), path).toBe(401);
	}
	expect((await request.post("/api/realtime/auth", { form: { socket_id: "1.1", channel_name: "private-staff" } })).status()).toBe(401);
	const anonymous = await browser.newPage();
	await anonymous.goto("/inbox/1");
	await anonymous.waitForURL(/sign-in/);
	const jorge = await signIn(browser, "jorge");
	const answer = await jorge.goto("/settings/webhooks");
	expect(jorge.url().includes("/settings/webhooks") && answer?.ok()).toBe(false);
});
