import { expect, type Page } from "@playwright/test";
import { type Visit, visitAll } from "./support/looks";
import { test } from "./support/test";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const leave = async (page: Page) => {
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
};

async function bell({ page, t, look }: Visit) {
	await page.goto("/inbox");
	await page.getByRole("button", { name: new RegExp(`^${t("notifications.label")}`) }).click();
	await expect(page.getByRole("dialog", { name: t("notifications.label") }).getByRole("heading")).toBeVisible();
	await expect(page.locator("[role=dialog] [aria-busy=true]")).toHaveCount(0);
	await look("bell");
}

async function users({ page, t, look }: Visit) {
	const more = button(page, t("team.more", { name: "Jorge Sanz" }));
	await page.goto("/settings/users");
	await expect(page.getByRole("list", { name: t("team.list"), exact: true })).toContainText("Jorge Sanz");
	await look("users");
	await button(page, t("team.invite")).click();
	await page.getByRole("dialog").getByLabel(t("team.inviteDialog.email"), { exact: true }).fill("nadie@");
	await button(page, t("team.inviteDialog.submit")).click();
	await expect(page.locator("[role=dialog] [aria-invalid=true]")).toBeVisible();
	await look("users-invite");
	await leave(page);
	await more.click();
	await page.getByRole("menuitem", { name: t("team.sessions.open") }).click();
	await expect(page.getByRole("dialog")).toContainText(t("team.sessions.title", { name: "Jorge Sanz" }));
	await expect(page.locator("[role=dialog] [aria-busy=true]")).toHaveCount(0);
	await look("users-sessions");
	await leave(page);
	await more.click();
	await page.getByRole("menuitem", { name: t("team.deactivate.open") }).click();
	await expect(page.getByRole("dialog")).toContainText(t("team.deactivate.handOver"));
	await look("users-deactivate");
}

async function profile({ page, look }: Visit) {
	await page.goto("/settings/profile");
	await expect(page.locator("input[value='Lucía Méndez']")).toBeVisible();
	await look("profile");
	await page.locator("#notifications").scrollIntoViewIfNeeded();
	await look("profile-notifications");
	await page.goto("/invitation/not-one");
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await look("invitation-over");
}

async function customers({ page, t, look }: Visit) {
	const rows = page.getByRole("row").filter({ has: page.getByRole("link") });
	await page.goto("/customers");
	await expect(rows.first()).toBeVisible();
	await look("customers");
	await button(page, t("customers.new")).click();
	const dialog = page.getByRole("dialog", { name: t("customers.newTitle") });
	await dialog.getByLabel(t("start.create.email"), { exact: false }).fill("nadie@");
	await dialog.locator("button[type=submit]").click();
	await expect(dialog.locator("[aria-invalid=true]").first()).toBeVisible();
	await look("customers-new");
	await page.goto("/customers?q=zzzz");
	await expect(page.getByText(t("customers.empty.filteredTitle"))).toBeVisible();
	await look("customers-none");
	await page.goto("/customers?q=elena%20vidal");
	await rows.first().getByRole("link").click();
	await expect(page.getByRole("heading", { name: "Elena Vidal", level: 1 })).toBeVisible();
	await look("customer");
	await button(page, t("customers.record.addPhone")).click();
	await page.getByRole("textbox", { name: t("customers.record.phone"), exact: true }).fill("123");
	await button(page, t("common.save")).click();
	await expect(page.locator("main [aria-invalid=true]")).toBeVisible();
	await look("customer-editing");
	await page.keyboard.press("Escape");
	await button(page, t("customers.record.write")).click();
	await expect(page.getByRole("dialog")).toContainText("Elena Vidal");
	await look("customer-write");
	await page.goto("/settings/blocked");
	await expect(page.getByRole("heading", { name: t("blocked.title") })).toBeVisible();
	await look("blocked");
}

async function conversation({ page, t, look }: Visit) {
	await page.goto("/customers?q=rinaldi");
	await page.getByRole("row").getByRole("link").first().click();
	await page.locator("main a[href^='/inbox/']").filter({ hasText: "4417" }).first().click();
	const pane = page.locator("#details");
	await expect(pane).toContainText("Giulia Rinaldi");
	await button(page, t("details.assign")).click();
	await expect(page.locator("input[role=combobox]:focus")).toBeVisible();
	await look("details-assign");
	await page.keyboard.press("Escape");
	await page
		.locator("[data-item]")
		.filter({ hasText: "Grazie mille" })
		.getByRole("button", { name: t("actions.menu.messageActions"), exact: true })
		.click();
	await page.getByRole("menuitem", { name: t("actions.menu.messageSource") }).click();
	await expect(page.getByRole("dialog")).toContainText(/message-id/i);
	await look("source-headers");
	await page.getByRole("tab", { name: t("timeline.sourceDialog.source") }).click();
	await expect(page.getByRole("dialog")).toContainText("Subject:");
	await look("source-raw");
}

for (const [area, visits] of Object.entries({ team: [bell, users, profile], customers: [customers, conversation] }))
	test(`every page and dialog of the ${area} is accessible and fits, in every look and language`, ({ browser }) => visitAll(browser, visits));
