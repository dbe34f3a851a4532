import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { attachments, conversations, customerIdentities, customers, messageMails, settings } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { replyAddress } from "@/lib/mail/reply-token";
import { replyRecipients } from "@/lib/messages/recipients";
import { type Reply, sendReply } from "@/lib/messages/send";
import { timelinePage } from "@/lib/timeline/queries";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById, textArrives } from "../../support/factories";
import { until } from "../../support/poll";

setupDatabase();
const { received } = await setupBackstage();
let actor: UserActor;

beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	await makeInbox("sms", "+34911000417");
	actor = await makeUser("operator", "Ada");
	await makeInbox("email", "ada@shop.example", "none", actor.user.id);
});

const reply = (conversationId: number, more: Partial<Reply> = {}): Reply => ({
	conversationId,
	text: "Hello",
	clientKey: randomUUID(),
	html: null,
	cc: [],
	replyTo: "main",
	archive: false,
	...more,
});
const addresses = (people: { address: string }[] | undefined) => people?.map(({ address }) => address);
const mailOf = async (messageId: number) => (await db().select().from(messageMails).where(eq(messageMails.messageId, messageId)))[0];
const delivered = (id: number) => until(async () => (await messageById(id)).status === "delivered");
const of = (conversationId: number, kind: "reply" | "replyAll" | "forward" = "reply", messageId: number | null = null) =>
	replyRecipients(conversationId, actor.user.id, { kind, messageId });

describe("whom an answer goes to", () => {
	test("the sender, or where they ask answers to; everybody else is offered, save our own addresses, signed ones too", async () => {
		const first = await mailArrives({ from: "Kim <kim@one.example>", to: "support@shop.example" });
		const ours = replyAddress(first.conversationId, "support@shop.example");
		await mailArrives({
			from: "kim@one.example",
			to: `${ours}, Lee <lee@one.example>, SUPPORT@shop.example`,
			headers: ["Reply-To: desk@one.example", "Cc: ada@shop.example, Max <max@one.example>, desk@one.example, LEE@one.example"],
		});
		const recipients = await of(first.conversationId);
		expect(addresses(recipients?.to)).toEqual(["desk@one.example"]);
		expect(addresses(recipients?.others)).toEqual(["lee@one.example", "max@one.example"]);
	});

	test("by the name in the mail; where it has none, by its sender's or the customer's, never by an address", async () => {
		const first = await mailArrives({ from: "named@nine.example" });
		expect((await of(first.conversationId))?.to).toEqual([{ name: "", address: "named@nine.example" }]);
		const [{ customerId } = { customerId: 0 }] = await db().select().from(conversations).where(eq(conversations.id, first.conversationId));
		await db().update(customers).set({ name: "Nina Núñez" }).where(eq(customers.id, customerId));
		await db().insert(customerIdentities).values({ customerId, kind: "email", value: "nina@home.example", position: 1 });
		const ours = replyAddress(first.conversationId, "support@shop.example");
		expect((await of(first.conversationId))?.to).toEqual([{ name: "Nina Núñez", address: "named@nine.example" }]);
		await mailArrives({ from: "Ni <named@nine.example>", to: ours, headers: ["Reply-To: NINA@home.example, named@nine.example, desk@nine.example"] });
		expect((await of(first.conversationId))?.to).toEqual([
			{ name: "Nina Núñez", address: "NINA@home.example" },
			{ name: "Ni", address: "named@nine.example" },
			{ name: "", address: "desk@nine.example" },
		]);
	});

	test("a message that is picked, not the newest; one of ours goes on to whom it went", async () => {
		const first = await mailArrives({ from: "old@two.example", subject: "First" });
		const second = await mailArrives({ from: "new@two.example", to: replyAddress(first.conversationId, "support@shop.example"), subject: "Second" });
		expect(second.conversationId).toBe(first.conversationId);
		expect(addresses((await of(first.conversationId))?.to)).toEqual(["new@two.example"]);
		const picked = await of(first.conversationId, "reply", first.id);
		expect(picked).toMatchObject({ subject: "Re: First", picked: { id: first.id } });
		const { messageId } = await sendReply(reply(first.conversationId, { messageId: first.id, cc: ["boss@two.example"] }), actor);
		expect(addresses((await mailOf(messageId))?.to)).toEqual(["old@two.example"]);
		const again = await of(first.conversationId, "replyAll", messageId);
		expect([addresses(again?.to), addresses(again?.others)]).toEqual([["old@two.example"], ["boss@two.example"]]);
	});

	test("a message of another conversation is none", async () => {
		const [one, other] = [await mailArrives({ from: "a@three.example" }), await mailArrives({ from: "b@three.example" })];
		expect(await of(one.conversationId, "reply", other.id)).toBeNull();
		await expect(sendReply(reply(one.conversationId, { messageId: other.id }), actor)).rejects.toMatchObject({ code: "notFound" });
		await expect(sendReply(reply(one.conversationId, { kind: "forward", messageId: other.id, to: ["x@y.example"] }), actor)).rejects.toMatchObject({
			code: "notFound",
		});
	});

	test("nobody is written to twice, nor are we", async () => {
		const first = await mailArrives({ from: "twice@four.example" });
		const ours = replyAddress(first.conversationId, "support@shop.example");
		const { messageId } = await sendReply(
			reply(first.conversationId, {
				cc: ["TWICE@four.example", "c@four.example", "C@four.example", "support@shop.example", ours],
				bcc: ["c@four.example", "d@four.example", "ada@shop.example"],
			}),
			actor,
		);
		const mail = await mailOf(messageId);
		expect([addresses(mail?.to), addresses(mail?.cc), addresses(mail?.bcc)]).toEqual([["twice@four.example"], ["c@four.example"], ["d@four.example"]]);
	});
});

describe("a blind copy", () => {
	test("reaches whom it is for, and neither the others' headers nor what is passed on tell of it; the staff see it", async () => {
		const first = await mailArrives({ from: "open@five.example" });
		const { messageId } = await sendReply(reply(first.conversationId, { cc: ["seen@five.example"], bcc: ["hidden@five.example"] }), actor);
		await delivered(messageId);
		for (const address of ["open@five.example", "seen@five.example"]) {
			const [mail] = await received(address);
			expect(JSON.stringify({ ...mail, bcc: undefined })).not.toContain("hidden@five.example");
		}
		expect(await received("hidden@five.example")).toHaveLength(1);
		const shown = (await timelinePage(first.conversationId)).items.find((item) => item.id === messageId);
		expect(shown).toMatchObject({ mail: { bcc: [{ address: "hidden@five.example" }] } });
		const forward = await sendReply(reply(first.conversationId, { kind: "forward", messageId, to: ["third@five.example"] }), actor);
		await delivered(forward.messageId);
		expect((await received("third@five.example"))[0]?.text).not.toContain("hidden");
	});
});

describe("passing on", () => {
	test("takes the original along, its head, text and files, below what is written, under a thread of its own", async () => {
		const first = await mailArrives({ from: "Ori <ori@six.example>", subject: "Re: Broken", text: "It is <broken>." });
		await db()
			.insert(attachments)
			.values({ messageId: first.id, filename: "photo.png", contentType: "image/png", size: 3, sha256: "0".repeat(64), storageKey: "files/00/x" });
		await db().insert(attachments).values({ messageId: first.id, filename: "gone.pdf", contentType: "application/pdf", size: 0, skipped: "tooLarge" });
		const { messageId } = await sendReply(
			reply(first.conversationId, { kind: "forward", messageId: first.id, to: ["Shop@Six.example", "support@shop.example"], text: "Please look" }),
			actor,
		);
		const [message, mail] = [await messageById(messageId), await mailOf(messageId)];
		expect(message.body.slice(0, message.visibleLength ?? 0)).toBe("Please look");
		for (const part of ["From: Ori <ori@six.example>", "Subject: Re: Broken", "It is <broken>."]) expect(message.body).toContain(part);
		expect(mail).toMatchObject({ subject: "Fwd: Broken", inReplyTo: null, references: [] });
		expect(addresses(mail?.to)).toEqual(["shop@six.example"]);
		const files = await db().select().from(attachments).where(eq(attachments.messageId, messageId));
		expect(files.map(({ filename, storageKey }) => [filename, storageKey])).toEqual([["photo.png", "files/00/x"]]);
	});

	test("may be without a word, and needs somebody who is not us; a text cannot be passed on", async () => {
		const first = await mailArrives({ from: "w@seven.example" });
		const { messageId } = await sendReply(reply(first.conversationId, { kind: "forward", messageId: first.id, to: ["x@seven.example"], text: "" }), actor);
		await delivered(messageId);
		for (const to of [[], ["support@shop.example"]])
			await expect(sendReply(reply(first.conversationId, { kind: "forward", messageId: first.id, to }), actor)).rejects.toMatchObject({ code: "noRecipient" });
		const text = await textArrives("Hi", "+34640000111");
		await expect(sendReply(reply(text.conversationId, { kind: "forward", messageId: text.id, to: ["x@y.example"] }), actor)).rejects.toMatchObject({
			code: "notAllowed",
		});
	});
});

test("where answers come back to: the personal inbox says when it is not synced", async () => {
	const first = await mailArrives({ from: "n@eight.example" });
	expect((await of(first.conversationId))?.inboxes).toEqual({
		main: { name: "support@shop.example", address: "support@shop.example", synced: true },
		personal: { name: "ada@shop.example", address: "ada@shop.example", synced: false },
	});
	await db().insert(settings).values({ key: "emailSync", value: false });
	expect((await of(first.conversationId))?.inboxes?.main.synced).toBe(false);
});
