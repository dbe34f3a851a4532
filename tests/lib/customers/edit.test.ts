import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db";
import { customerIdentities, customers } from "@/db/schema";
import type { Actor, UserActor } from "@/lib/actor";
import { addAddress, edit, setField } from "@/lib/customers/actions";
import { avatarResponse, removeAvatar, setAvatar } from "@/lib/customers/avatar";
import { createCustomer } from "@/lib/customers/create";
import { editCustomer, setCustomerField, tagCustomer, trustImages } from "@/lib/customers/edit";
import { addIdentity, preferIdentity, removeIdentity } from "@/lib/customers/identities";
import { customerRecord } from "@/lib/customers/record";
import { publish } from "@/lib/realtime/publish";
import { setupDatabase } from "../../support/database";
import { makeUser } from "../../support/factories";
import { newRequest, signedInAs } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));
vi.mock("@/lib/realtime/publish", () => ({ publish: vi.fn() }));
setupDatabase();

let lucia: UserActor;
const outsider: Actor = { type: "customer", id: 1 };
let count = 0;

async function makeCustomer(name = "Giulia Rinaldi") {
	const { created } = await createCustomer({ name, email: `c${++count}@example.it`, phone: null, language: "it" }, lucia);
	return created!.id;
}
const rowOf = async (id: number) => (await db().select().from(customers).where(eq(customers.id, id)))[0]!;

beforeAll(async () => {
	lucia = await makeUser();
});
beforeEach(() => {
	newRequest();
	vi.mocked(publish).mockClear();
});

describe("a field of a record", () => {
	test("is written, and everybody is told", async () => {
		const id = await makeCustomer();
		vi.mocked(publish).mockClear();
		await editCustomer(id, "company", "", "ACME", lucia);
		expect(await rowOf(id)).toMatchObject({ company: "ACME" });
		expect(publish).toHaveBeenCalledWith("customer.changed", { customerId: id });
		await editCustomer(id, "company", "ACME", "", lucia);
		expect(await rowOf(id)).toMatchObject({ company: null });
	});

	test("two who edit it at once: the second is told what it says now, and nothing is overwritten", async () => {
		const id = await makeCustomer();
		const results = await Promise.allSettled([
			editCustomer(id, "name", "Giulia Rinaldi", "Giulia R.", lucia),
			editCustomer(id, "name", "Giulia Rinaldi", "G. Rinaldi", lucia),
		]);
		expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		const kept = (await rowOf(id)).name;
		expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "changedMeanwhile", params: { value: kept } } });
	});

	test("two who edit different ones both win, and writing what is already so is no conflict", async () => {
		const id = await makeCustomer();
		await Promise.all([editCustomer(id, "name", "Giulia Rinaldi", "Giulia", lucia), editCustomer(id, "remarks", "", "Mornings only", lucia)]);
		await editCustomer(id, "remarks", "", "Mornings only", lucia);
		expect(await rowOf(id)).toMatchObject({ name: "Giulia", remarks: "Mornings only" });
	});

	test.each([
		["nobody who is the customer", outsider, 1],
		["a customer that is not there", null, 999_999],
	])("%s", async (_, actor, id) => {
		await expect(editCustomer(id, "name", "a", "b", actor ?? lucia)).rejects.toMatchObject({ code: "notFound" });
		await expect(tagCustomer(id, "vip", true, actor ?? lucia)).rejects.toMatchObject({ code: "notFound" });
		await expect(setCustomerField(id, "a", "", "b", actor ?? lucia)).rejects.toMatchObject({ code: "notFound" });
		await expect(trustImages(id, true, actor ?? lucia)).rejects.toMatchObject({ code: "notFound" });
		await expect(addIdentity(id, { kind: "email", value: "x@example.com" }, null, actor ?? lucia)).rejects.toMatchObject({ code: "notFound" });
		expect(publish).not.toHaveBeenCalled();
	});

	test("the doors refuse what is none, beside the field, and let nobody in unsigned", async () => {
		const id = await makeCustomer();
		expect(await edit({ customerId: id, field: "name", was: "Giulia Rinaldi", now: "X" })).toMatchObject({ ok: false });
		await signedInAs(lucia.user.id);
		expect(await edit({ customerId: id, field: "name", was: "Giulia Rinaldi", now: "  " })).toMatchObject({
			ok: false,
			fields: { now: ["Este dato es obligatorio."] },
		});
		expect(await edit({ customerId: id, field: "language", was: "it", now: "not a language" })).toMatchObject({ ok: false });
		expect(await edit({ customerId: id, field: "language", was: "it", now: "pt-br" })).toMatchObject({ ok: true });
		expect(await rowOf(id)).toMatchObject({ name: "Giulia Rinaldi", language: "pt-BR" });
		expect(await edit({ customerId: id, field: "name", was: "Giulia Rinaldi", now: "a\u0007b" })).toMatchObject({ ok: false });
		expect(await setField({ customerId: id, name: "__proto__", was: "", now: "x" })).toMatchObject({ ok: false });
		expect(await addAddress({ customerId: id, address: { kind: "phone", value: "12" }, replaces: null })).toMatchObject({ ok: false });
		expect(await addAddress({ customerId: id, address: { kind: "email", value: "nope" }, replaces: null })).toMatchObject({ ok: false });
		expect(await addAddress({ customerId: id, address: { kind: "email", value: " Pasted@Example.com\t" }, replaces: null })).toEqual({ ok: true, data: null });
		expect(await addAddress({ customerId: id, address: { kind: "phone", value: "+34 600 111 222" }, replaces: null })).toEqual({ ok: true, data: null });
		expect((await customerRecord(id))?.identities.map(({ value }) => value)).toEqual(expect.arrayContaining(["+34600111222", "pasted@example.com"]));
	});
});

describe("tags and fields of one's own", () => {
	test("are given and taken by several at once without losing any", async () => {
		const id = await makeCustomer();
		await Promise.all(["a", "b", "c", "a"].map((tag) => tagCustomer(id, tag, true, lucia)));
		expect((await rowOf(id)).tags.sort()).toEqual(["a", "b", "c"]);
		await Promise.all([tagCustomer(id, "a", false, lucia), tagCustomer(id, "d", true, lucia)]);
		expect((await rowOf(id)).tags.sort()).toEqual(["b", "c", "d"]);
		await setCustomerField(id, "Pedido", "", "4417", lucia);
		await expect(setCustomerField(id, "Pedido", "", "9999", lucia)).rejects.toMatchObject({ code: "changedMeanwhile" });
		await setCustomerField(id, "constructor", "", "x", lucia);
		expect((await rowOf(id)).fields).toEqual({ Pedido: "4417", constructor: "x" });
		await setCustomerField(id, "Pedido", "4417", "", lucia);
		expect((await rowOf(id)).fields).toEqual({ constructor: "x" });
	});
});

describe("addresses", () => {
	test.each(["+34600123123", "+34 600 12 31 23"])(
		"who is only called by one (%s) is called by what stands in its place, or is left; a name stays",
		async (name) => {
			const id = await makeCustomer(name);
			await addIdentity(id, { kind: "phone", value: "+34600123123" }, null, lucia);
			await addIdentity(id, { kind: "phone", value: "+34600123124" }, "+34600123123", lucia);
			expect((await rowOf(id)).name).toBe("+34 600 12 31 24");
			await removeIdentity(id, { kind: "phone", value: "+34600123124" }, lucia);
			expect((await rowOf(id)).name).toBe(`c${count}@example.it`);
			await removeIdentity(id, { kind: "email", value: `c${count}@example.it` }, lucia);
			expect((await rowOf(id)).name).toBe(`c${count}@example.it`);
			const named = await makeCustomer();
			await addIdentity(named, { kind: "email", value: "other@example.it" }, `c${count}@example.it`, lucia);
			await removeIdentity(named, { kind: "email", value: "other@example.it" }, lucia);
			expect((await rowOf(named)).name).toBe("Giulia Rinaldi");
		},
	);

	test("one that is another customer's stays theirs, and who that is is answered", async () => {
		const [giulia, marco] = [await makeCustomer(), await makeCustomer("Marco")];
		expect(await addIdentity(giulia, { kind: "phone", value: "+39 347 000 1122" }, null, lucia)).toBeNull();
		vi.mocked(publish).mockClear();
		expect(await addIdentity(marco, { kind: "phone", value: "+393470001122" }, null, lucia)).toEqual({
			id: giulia,
			name: "Giulia Rinaldi",
			value: "+39 347 000 1122",
		});
		expect((await customerRecord(marco))?.identities).toHaveLength(1);
	});

	test("two who add the same one to two customers at once: one has it", async () => {
		const ids = [await makeCustomer("A"), await makeCustomer("B")];
		const owners = await Promise.all(ids.map((id) => addIdentity(id, { kind: "email", value: "Same@Example.com" }, null, lucia)));
		expect(owners.filter((owner) => owner === null)).toHaveLength(1);
		expect(await db().select().from(customerIdentities).where(eq(customerIdentities.value, "same@example.com"))).toHaveLength(1);
	});

	test("are corrected, put first and taken away", async () => {
		const id = await makeCustomer();
		await addIdentity(id, { kind: "email", value: "second@example.it" }, null, lucia);
		await preferIdentity(id, { kind: "email", value: "second@example.it" }, lucia);
		expect((await customerRecord(id))?.identities[0]?.value).toBe("second@example.it");
		await db().update(customerIdentities).set({ undeliverableAt: new Date() }).where(eq(customerIdentities.value, "second@example.it"));
		await addIdentity(id, { kind: "email", value: "third@example.it" }, "second@example.it", lucia);
		expect((await customerRecord(id))?.identities[0]).toMatchObject({ value: "third@example.it", undeliverable: false });
		await removeIdentity(id, { kind: "email", value: "third@example.it" }, lucia);
		expect((await customerRecord(id))?.identities).toHaveLength(1);
		await expect(preferIdentity(id, { kind: "email", value: "third@example.it" }, lucia)).rejects.toMatchObject({ code: "notFound" });
	});

	test("two who correct the same one at once: the second is told, and nothing is overwritten", async () => {
		const id = await makeCustomer();
		const [{ value: was } = { value: "" }] = (await customerRecord(id))!.identities;
		const results = await Promise.allSettled(["one", "two"].map((name) => addIdentity(id, { kind: "email", value: `${name}-${was}` }, was, lucia)));
		expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "addressGone" } });
		expect((await customerRecord(id))?.identities).toHaveLength(1);
	});
});

const pictureOf = async (id: number) => Buffer.from(await (await avatarResponse(id))!.arrayBuffer());
/** The colour at the upper edge, to the nearest of the plain ones. */
const pixelOf = async (id: number) => {
	const pixel = await sharp(await pictureOf(id))
		.extract({ left: 128, top: 8, width: 1, height: 1 })
		.removeAlpha()
		.raw()
		.toBuffer();
	return [...pixel].map((part) => (part > 128 ? 255 : 0));
};

describe("the picture", () => {
	test("becomes a square without what the file told about itself", async () => {
		const id = await makeCustomer();
		const photo = await sharp({ create: { width: 900, height: 400, channels: 3, background: "#c23212" } })
			.withExif({ IFD0: { Copyright: "secret-place" } })
			.jpeg()
			.toBuffer();
		expect(photo.includes("secret-place")).toBe(true);
		await setAvatar(id, photo, lucia);
		const answer = await avatarResponse(id);
		const kept = Buffer.from(await answer!.arrayBuffer());
		const { exif, ...drawn } = await sharp(kept).metadata();
		expect([drawn.width, drawn.height, drawn.format, exif]).toEqual([256, 256, "webp", undefined]);
		expect(kept.includes("secret-place")).toBe(false);
		expect((await customerRecord(id))?.avatar).toMatch(/^\/api\/customers\/\d+\/avatar\?v=[0-9a-f]{12}$/);
		await removeAvatar(id, lucia);
		expect(await avatarResponse(id)).toBeNull();
	});

	test("is turned as the camera says, and of what moves the first one", async () => {
		const id = await makeCustomer();
		const square = (background: string) => sharp({ create: { width: 300, height: 300, channels: 3, background } });
		const half = await sharp({ create: { width: 300, height: 150, channels: 3, background: "#0000ff" } })
			.png()
			.toBuffer();
		const upsideDown = await square("#ff0000")
			.composite([{ input: half, top: 150, left: 0 }])
			.withMetadata({ orientation: 3 })
			.jpeg()
			.toBuffer();
		await setAvatar(id, upsideDown, lucia);
		expect(await pixelOf(id)).toEqual([0, 0, 255]);
		const frames = await Promise.all(["#00ff00", "#ff0000"].map((colour) => square(colour).png().toBuffer()));
		await setAvatar(
			id,
			await sharp(frames, { join: { animated: true } })
				.gif()
				.toBuffer(),
			lucia,
		);
		expect(await pixelOf(id)).toEqual([0, 255, 0]);
		expect((await sharp(await pictureOf(id)).metadata()).pages).toBeUndefined();
	});

	test("a small file that unpacks to a huge one is none, and a large file is too large", async () => {
		const id = await makeCustomer();
		const huge = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: "#fff" }, limitInputPixels: false })
			.png()
			.toBuffer();
		expect(huge.length).toBeLessThan(1_000_000);
		await expect(setAvatar(id, huge, lucia)).rejects.toMatchObject({ code: "notAPicture" });
		await expect(setAvatar(id, Buffer.alloc(10_000_001), lucia)).rejects.toMatchObject({ code: "pictureTooLarge" });
	});

	test.each([
		["text", "hello"],
		["SVG", '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'],
		["nothing", ""],
	])("%s is none", async (_, bytes) => {
		await expect(setAvatar(await makeCustomer(), Buffer.from(bytes), lucia)).rejects.toMatchObject({ code: "notAPicture" });
	});
});
