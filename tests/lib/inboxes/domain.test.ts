import { expect, it } from "vitest";
import { domainOf } from "@/lib/inboxes/domain";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";

setupDatabase();
const { control } = await setupBackstage();

it("tells the records of an address's domain, also of the one above it", async () => {
	await control("mail", { from: "ana@example.com", to: "help@acme.test", subject: "Hi", text: "Hi" });
	for (const address of ["help@acme.test", "HELP@ACME.TEST", "help@mail.acme.test"]) {
		const { domain, trouble } = await domainOf(address);
		expect(trouble).toBeNull();
		expect(domain).toMatchObject({ name: "acme.test", status: "verified" });
		expect(domain?.records.map(({ record, type }) => `${record} ${type}`)).toEqual(["SPF MX", "SPF TXT", "DKIM TXT", "Receiving MX"]);
		expect(domain?.records.at(-1)).toMatchObject({ priority: 10, status: "verified" });
	}
});

it("says that a domain is not known, and why nothing can be said", async () => {
	expect(await domainOf("help@notacme.test")).toEqual({ domain: null, trouble: null });
	await control("fault", { next: 10, status: 500, provider: "resend" });
	expect((await domainOf("help@acme.test")).trouble).toMatch(/error/i);
	await control("fault", { next: 0, status: 500 });
});
