import { describe, expect, test } from "vitest";
import { quietUntil } from "@/lib/notifications/quiet-hours";

const night = { from: "22:00", to: "07:00" };
const at = (iso: string) => new Date(iso);

describe("quiet hours", () => {
	test.each([
		["in the evening", "2026-11-02T22:30:00Z", "Europe/Madrid", "2026-11-03T06:00:00.000Z"],
		["after midnight", "2026-11-03T02:10:40Z", "Europe/Madrid", "2026-11-03T06:00:00.000Z"],
		["elsewhere at the same moment", "2026-11-03T03:10:00Z", "America/New_York", "2026-11-03T12:00:00.000Z"],
		["in the night that is an hour longer", "2026-10-24T21:00:00Z", "Europe/Madrid", "2026-10-25T06:00:00.000Z"],
		["in the night that is an hour shorter", "2026-03-28T22:00:00Z", "Europe/Madrid", "2026-03-29T05:00:00.000Z"],
	])("last until the morning, %s", (_, now, zone, until) => {
		expect(quietUntil(at(now), night, zone)?.toISOString()).toBe(until);
	});

	test("are over at the minute they end, and do not begin before they do", () => {
		expect(quietUntil(at("2026-11-03T06:00:00Z"), night, "Europe/Madrid")).toBeNull();
		expect(quietUntil(at("2026-11-02T20:59:59Z"), night, "Europe/Madrid")).toBeNull();
		expect(quietUntil(at("2026-11-02T21:00:00Z"), night, "Europe/Madrid")).not.toBeNull();
	});

	test("may lie within a day, or not be wished for", () => {
		const lunch = { from: "13:00", to: "14:30" };
		expect(quietUntil(at("2026-11-02T12:15:00Z"), lunch, "Europe/Madrid")?.toISOString()).toBe("2026-11-02T13:30:00.000Z");
		expect(quietUntil(at("2026-11-02T11:15:00Z"), lunch, "Europe/Madrid")).toBeNull();
		expect(quietUntil(at("2026-11-02T12:15:00Z"), null, "Europe/Madrid")).toBeNull();
	});

	test("end once, outside of themselves, at every minute of the nights in which the clocks change", () => {
		const nights = [
			["Europe/Madrid", "2026-03-28T18:00:00Z"],
			["Europe/Madrid", "2026-10-24T18:00:00Z"],
			["America/New_York", "2026-03-08T00:00:00Z"],
			["America/New_York", "2026-11-01T00:00:00Z"],
			["Australia/Lord_Howe", "2026-10-03T10:00:00Z"],
			["Asia/Kathmandu", "2026-03-28T14:00:00Z"],
		] as const;
		const hours = [night, { from: "23:00", to: "02:30" }, { from: "01:50", to: "02:10" }, { from: "02:15", to: "02:45" }, { from: "02:30", to: "01:30" }];
		for (const [zone, start] of nights)
			for (const quiet of hours)
				for (let minute = 0; minute < 18 * 60; minute += 5) {
					const now = new Date(at(start).getTime() + minute * 60_000 + 7_000);
					const until = quietUntil(now, quiet, zone);
					if (!until) continue;
					const where = `${zone} ${quiet.from}-${quiet.to} at ${now.toISOString()}: ${until.toISOString()}`;
					expect(until.getTime(), where).toBeGreaterThan(now.getTime());
					expect(until.getTime() - now.getTime(), where).toBeLessThanOrEqual(25 * 3600_000);
					expect(quietUntil(until, quiet, zone), where).toBeNull();
				}
	});
});
