import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { invitations, users } from "@/db/schema";
import { verifyPassword } from "@/lib/auth/password";
import { acceptInvitation, invitationOf, inviteUser, listInvitations, resendInvitation, revokeInvitation } from "@/lib/users/invitations";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser } from "../../support/factories";
import { until } from "../../support/poll";

setupDatabase();
const { received, control } = await setupBackstage();

const asked = { email: "ana@example.net", role: "operator", language: "it" } as const;
beforeEach(async () => {
	await db().delete(invitations);
});

async function mailTo(address: string, count = 1) {
	const mails = await until(async () => {
		const found = await received(address);
		return found.length >= count && found;
	});
	const mail = mails.at(-1);
	const token = /\/invitation\/([\w-]+)/.exec(mail?.text ?? "")?.[1];
	if (!mail || !token) throw new Error("no mail with a link");
	return { mail, token };
}

describe("an invitation", () => {
	test("goes out as a mail in its own language, and lets one person in, once", async () => {
		await makeInbox("email", "support@shop.example").then(({ id }) => control("state").then(() => main(id)));
		const admin = await makeUser("admin", "Lucía");
		await inviteUser(asked, admin);
		const { mail, token } = await mailTo(asked.email);
		expect(mail).toMatchObject({ subject: "Invito al Centro Messaggi", from: expect.stringContaining("support@shop.example") });
		expect(mail.text).toContain("Lucía ti ha invitato");
		expect(mail.html).toContain(`/invitation/${token}`);
		const [row] = await db().select().from(invitations);
		expect(JSON.stringify(row)).not.toContain(token);
		await until(async () => (await listInvitations())[0]?.sent);

		expect(await invitationOf(token)).toEqual({ email: asked.email, language: "it" });
		const both = await Promise.allSettled(["Ana", "Otra"].map((name) => acceptInvitation({ token, name, password: "correct horse battery" })));
		expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "invitationOver" } });
		const [user] = await db().select().from(users).where(eq(users.email, asked.email));
		expect(user).toMatchObject({ role: "operator", language: "it" });
		expect(await verifyPassword(user?.passwordHash ?? null, "correct horse battery")).toBe(true);
		expect(await invitationOf(token)).toBeNull();
	});

	test("sent again has another link, and the first leads nowhere; taken back, none does", async () => {
		const admin = await makeUser("admin");
		await inviteUser({ ...asked, email: "eva@example.net" }, admin);
		const first = await mailTo("eva@example.net");
		const [listed] = await listInvitations();
		await resendInvitation(listed?.id ?? 0, admin);
		const second = await mailTo("eva@example.net", 2);
		expect(second.token).not.toBe(first.token);
		expect(await invitationOf(first.token)).toBeNull();
		expect(await invitationOf(second.token)).not.toBeNull();
		await revokeInvitation(listed?.id ?? 0, admin);
		expect(await invitationOf(second.token)).toBeNull();
		await expect(acceptInvitation({ token: second.token, name: "Eva", password: "correct horse battery" })).rejects.toMatchObject({ code: "invitationOver" });
		await expect(resendInvitation(listed?.id ?? 0, admin)).rejects.toMatchObject({ code: "notFound" });
	});

	test("is over after its time", async () => {
		await inviteUser({ ...asked, email: "ugo@example.net" }, await makeUser("admin"));
		const { token } = await mailTo("ugo@example.net");
		await db()
			.update(invitations)
			.set({ expiresAt: new Date(Date.now() - 1000) });
		expect(await invitationOf(token)).toBeNull();
		expect((await listInvitations())[0]?.over).toBe(true);
		await expect(acceptInvitation({ token, name: "Ugo", password: "correct horse battery" })).rejects.toMatchObject({ code: "invitationOver" });
	});

	test("is refused for who is here, who was asked, and by who is no admin", async () => {
		const admin = await makeUser("admin");
		const [known] = await db().select({ email: users.email }).from(users).limit(1);
		await expect(inviteUser({ ...asked, email: (known?.email ?? "").toUpperCase() }, admin)).rejects.toMatchObject({ code: "emailTaken" });
		await inviteUser({ ...asked, email: "twice@example.net" }, admin);
		await expect(inviteUser({ ...asked, email: "Twice@example.net" }, admin)).rejects.toMatchObject({ code: "alreadyInvited" });
		const operator = await makeUser();
		await expect(inviteUser({ ...asked, email: "other@example.net" }, operator)).rejects.toMatchObject({ code: "notAllowed" });
		await expect(resendInvitation(1, operator)).rejects.toMatchObject({ code: "notAllowed" });
		await expect(revokeInvitation(1, operator)).rejects.toMatchObject({ code: "notAllowed" });
	});
});

async function main(id: number) {
	const { inboxes } = await import("@/db/schema");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, id));
}
