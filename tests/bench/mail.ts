import type { Page } from "@playwright/test";
import { createTransport } from "nodemailer";
import type postgres from "postgres";
import { parseEnv } from "@/lib/env";
import { seal } from "@/lib/secrets";
import type { Stack } from "../e2e/support/stack";
import { haveMailServers, mailboxPassword, mailboxUser, startMailServers } from "../support/mail-servers";
import { until } from "../support/poll";
import { watchRows } from "./arrivals";
import type { Figure } from "./figures";

const count = 30;
const name = "bench";

/** From handing a mail to Postfix, which gives it to Dovecot, which tells of it by IDLE, to its row on the screen of an operator who just looks. */
export async function mailArrival(page: Page, stack: Stack, sql: postgres.Sql): Promise<Figure[]> {
	if (!haveMailServers()) return [];
	const servers = await startMailServers([name]);
	try {
		const server = { host: servers.host, security: "none", user: mailboxUser(name) };
		const mailbox = { imap: { ...server, port: servers.imapPort, folder: "INBOX" }, smtp: { ...server, port: servers.smtpPort }, importDays: 0 };
		const secret = seal(JSON.stringify({ imap: mailboxPassword, smtp: mailboxPassword }), parseEnv(stack.env).SECRETS_KEY);
		const [inbox] = await sql<{ id: number }[]>`INSERT INTO inboxes (channel, name, address, provider, config, sealed_secret)
			VALUES ('email', 'Bench', ${mailboxUser(name)}, 'mailbox', ${sql.json({ mailbox })}, ${secret}) RETURNING id`;
		await until(async () => (await sql`SELECT 1 FROM inboxes WHERE id = ${inbox?.id ?? 0} AND last_success_at IS NOT NULL`).length > 0, { timeout: 60_000 });
		await page.goto(`${stack.url}/inbox`, { waitUntil: "networkidle" });
		const seen = await watchRows(page, "mailed");
		const transport = createTransport({ host: servers.host, port: servers.smtpPort, ignoreTLS: true });
		const values: number[] = [];
		for (let i = 0; i < count; i++) {
			const start = Date.now();
			await transport.sendMail({ from: `Customer ${i} <c${i}@example.org>`, to: mailboxUser(name), subject: "A question", text: `mailed-${i}.` });
			values.push((await seen(i)) - start);
		}
		return [{ name: "mail sent → Postfix → Dovecot → IDLE → row on the screen", unit: "ms", values, goal: 1_500 }];
	} finally {
		await servers.stop();
	}
}
