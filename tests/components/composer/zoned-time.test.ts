import { describe, expect, it } from "vitest";
import { toInstant, toLocal, usualTimes } from "@/components/composer/zoned-time";

describe("wall time in a zone", () => {
	it.each([
		["2026-11-27T09:00", "Europe/Madrid", "2026-11-27T08:00:00.000Z"],
		["2026-07-27T09:00", "Europe/Madrid", "2026-07-27T07:00:00.000Z"],
		["2026-11-27T09:00", "Asia/Kolkata", "2026-11-27T03:30:00.000Z"],
		["2026-11-27T23:30", "America/New_York", "2026-11-28T04:30:00.000Z"],
		// The night in which the clocks go forward, and the one in which they go back.
		["2026-03-29T09:00", "Europe/Madrid", "2026-03-29T07:00:00.000Z"],
		["2026-03-29T01:30", "Europe/Madrid", "2026-03-29T00:30:00.000Z"],
		["2026-10-25T09:00", "Europe/Madrid", "2026-10-25T08:00:00.000Z"],
	])("%s in %s is %s, and back", (local, zone, instant) => {
		expect(toInstant(local, zone)?.toISOString()).toBe(instant);
		expect(toLocal(new Date(instant), zone)).toBe(local);
	});
	it("what is no time is none", () => {
		expect(toInstant("", "Europe/Madrid")).toBeNull();
		expect(toInstant("2026-13-45T99:99", "Europe/Madrid")).toBeNull();
	});
	it("the times that are chosen most lie ahead, in order", () => {
		for (const now of ["2026-11-27T22:58:00Z", "2026-11-29T23:30:00Z", "2026-11-30T08:00:00Z", "2026-12-31T12:00:00Z"]) {
			const times = usualTimes(new Date(now), "Europe/Madrid").map(({ at }) => at.getTime());
			expect(times[0]).toBeGreaterThan(Date.parse(now));
			expect([...times.slice(1)]).toEqual([...times.slice(1)].sort((a, b) => a - b));
			expect(new Set(times).size).toBe(times.length);
		}
	});
});
