import { setTimeout as pause } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db";
import { conversations, inboxes, mailboxSyncs, messages } from "@/db/schema";
import { seal } from "@/lib/secrets";
import { serverScript, startNode, stopChild } from "../../../scripts/lib/children.mjs";
import { setupDatabase } from "../../support/database";
import { makeInbox, rawMail } from "../../support/factories";
import { haveMailServers, type MailServers, mailboxPassword, mailboxUser, startMailServers } from "../../support/mail-servers";
import { until } from "../../support/poll";

setupDatabase();
const count = 500;
const name = "many";

describe.runIf(haveMailServers())("a first import", () => {
	let servers: MailServers;
	beforeAll(async () => {
		servers = await startMailServers([name]);
	}, 60_000);
	afterAll(() => servers?.stop());

	it(`of ${count} mails is whole and has nothing twice, though the worker is killed over and over`, async () => {
		const day = 86_400_000;
		for (let i = 0; i < count; i++) {
			// Five mails a thread: each names those before it.
			const earlier = Array.from({ length: i % 5 }, (_, n) => `<mail-${i - (i % 5) + n}@example.org>`);
			const reply = earlier.length > 0 ? [`In-Reply-To: ${earlier.at(-1)}`, `References: ${earlier.join(" ")}`] : [];
			const from = `Customer ${Math.floor(i / 5)} <c${Math.floor(i / 5)}@example.org>`;
			const raw = rawMail({
				to: mailboxUser(name),
				from,
				subject: `Order ${Math.floor(i / 5)}`,
				text: `mail ${i}.`,
				id: `mail-${i}@example.org`,
				headers: reply,
			});
			servers.put(name, raw, new Date(Date.now() - 10 * day + i * 60_000));
		}
		const { id } = await makeInbox("email", mailboxUser(name), "mailbox");
		const server = { host: servers.host, security: "none" as const, user: mailboxUser(name) };
		const mailbox = { imap: { ...server, port: servers.imapPort, folder: "INBOX" }, smtp: { ...server, port: servers.smtpPort }, importDays: 30 };
		await db()
			.update(inboxes)
			.set({ config: { mailbox }, sealedSecret: seal(JSON.stringify({ imap: mailboxPassword, smtp: mailboxPassword })) })
			.where(eq(inboxes.id, id));

		const stored = async () => (await db().select({ body: messages.body }).from(messages).where(eq(messages.inboxId, id))).map(({ body }) => body.trim());
		const begun = Date.now();
		let kills = 0;
		let worker = startWorker();
		try {
			while ((await stored()).length < count) {
				if (Date.now() - begun > 400_000) throw new Error(`only ${(await stored()).length} after ${Date.now() - begun} ms`);
				const before = (await stored()).length;
				await until(async () => (await stored()).length >= Math.min(count, before + 60 + Math.floor(Math.random() * 80)), { timeout: 120_000, interval: 100 });
				if (kills >= 3) continue;
				await stopChild(worker, 0, "SIGKILL");
				kills++;
				// What a dead worker held is free after half a minute; here nobody has the time.
				await db().execute(sql`UPDATE mailbox_holds SET until = clock_timestamp()`);
				worker = startWorker();
			}
			await until(async () => (await db().select().from(mailboxSyncs))[0]?.importDone === count, { timeout: 30_000 });
			await pause(500);
			console.log(`${count} mails in ${((Date.now() - begun) / 1000).toFixed(1)} s, ${kills} kills`);
			expect((await stored()).sort()).toEqual(Array.from({ length: count }, (_, i) => `mail ${i}.`).sort());
			expect(await db().$count(conversations)).toBe(count / 5);
			expect(kills).toBeGreaterThan(2);
		} finally {
			await stopChild(worker, 3000);
		}
	}, 480_000);
});

function startWorker() {
	return startNode(serverScript("scripts/worker.ts"), { env: { ...process.env, LOG_LEVEL: "error" }, onLine: () => {} });
}
