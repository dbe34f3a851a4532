import { describe, expect, test } from "vitest";
import { instantOf, snoozeTimes, wallClock } from "@/components/actions/snooze-times";

const madrid = "Europe/Madrid";
const offered = (now: string, zone = madrid) => Object.fromEntries(snoozeTimes(new Date(now), zone).map(({ name, at }) => [name, at.toISOString()]));

describe("the moments offered", () => {
	test("are mornings at nine by the reader's own clock", () => {
		expect(offered("2026-11-25T10:02:00Z")).toEqual({
			hours: "2026-11-25T13:05:00.000Z",
			tomorrow: "2026-11-26T08:00:00.000Z",
			weekend: "2026-11-28T08:00:00.000Z",
			monday: "2026-11-30T08:00:00.000Z",
		});
		expect(offered("2026-11-25T10:02:00Z", "America/Lima").tomorrow).toBe("2026-11-26T14:00:00.000Z");
	});

	test("leave out what tomorrow already is, and a weekend that is on", () => {
		expect(Object.keys(offered("2026-11-27T10:00:00Z"))).toEqual(["hours", "tomorrow", "monday"]);
		expect(Object.keys(offered("2026-11-29T10:00:00Z"))).toEqual(["hours", "tomorrow"]);
	});
});

describe("a time typed", () => {
	test.each([madrid, "America/Lima", "Asia/Kolkata", "Pacific/Apia", "UTC"])("comes back as it was typed, %s", (zone) => {
		for (const wall of ["2026-01-01T00:00", "2026-07-15T12:30", "2026-12-31T23:59"]) expect(wallClock(instantOf(wall, zone), zone)).toBe(wall);
	});

	test("on the day that the clocks change is the right one of both sides", () => {
		expect(instantOf("2026-10-25T09:00", madrid).toISOString()).toBe("2026-10-25T08:00:00.000Z");
		expect(instantOf("2026-03-29T09:00", madrid).toISOString()).toBe("2026-03-29T07:00:00.000Z");
	});
});
